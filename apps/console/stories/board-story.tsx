import { type ReactNode, useState } from 'react'
import { BoardBlock, BoardFrame } from '#platform/web/board/board-frame.tsx'
import { BoardList } from '#platform/web/board/board-list.tsx'
import type { BoardRowView } from '#platform/web/board/board-row.tsx'
import { FocusNothing, FocusPanel } from '#platform/web/board/focus-panel.tsx'
import { wayProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Badge, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Kbd } from '#platform/web/ui/kbd.tsx'
import { Elapsed, Timer } from '#platform/web/ui/timer.tsx'
import { fromNow, manyRows, openRows, queueRows } from './rows.ts'

export type BoardState = 'plain' | 'empty' | 'loading' | 'many' | 'error' | 'readonly' | 'arrivals'

function rowsOf(state: BoardState): readonly BoardRowView[] {
  if (state === 'empty' || state === 'loading' || state === 'error') return []
  return state === 'many' ? manyRows() : queueRows()
}

/** The board in one of its states, with invented rows. */
export function BoardStory({ state }: { readonly state: BoardState }): ReactNode {
  const [focusedId, setFocused] = useState<string | undefined>(state === 'plain' ? 'q2' : undefined)
  const [opened, setOpened] = useState(false)
  const [queue, setQueue] = useState(rowsOf(state))
  const arrive = (): void => {
    const [first] = queueRows()
    if (first !== undefined)
      setQueue([{ ...first, id: `new-${queue.length}`, fresh: true }, ...queue])
  }
  if (state === 'error') {
    return (
      <div className="stack">
        <h1>Sala</h1>
        <ProblemState
          problem={wayProblem('offline', 0)}
          saved="Le segnalazioni già salvate sono al sicuro sul server."
          onAgain={() => undefined}
        />
      </div>
    )
  }
  const listProps = {
    focusedId,
    onFocusRow: setFocused,
    onOpenRow: (id: string) => {
      setFocused(id)
      setOpened(true)
    },
    hrefOf: (id: string) => `/interventi/${id}`,
  }
  const loading = state === 'loading'
  return (
    <BoardFrame
      title="Sala"
      focusOpen={opened}
      lists={
        loading ? (
          <div className="page">
            <Skeleton lines={9} />
          </div>
        ) : (
          <>
            <BoardList
              {...listProps}
              id="queue"
              title="Coda"
              rows={queue}
              main
              empty={<CalmNight />}
            />
            <BoardList
              {...listProps}
              id="open"
              title="In corso"
              rows={state === 'empty' ? [] : openRows()}
              empty={<EmptyState title="Nessun intervento aperto." />}
            />
          </>
        )
      }
      focus={
        focusedId === undefined ? (
          <Nothing state={state} onArrive={arrive} />
        ) : (
          <Focus readOnly={state === 'readonly'} onBack={() => setOpened(false)} />
        )
      }
      right={loading ? <Skeleton lines={5} /> : <Resources />}
    />
  )
}

function CalmNight(): ReactNode {
  return (
    <EmptyState title="Nessuna segnalazione in attesa.">
      <p>L’ultima è stata chiusa alle 01:12 da L. Bianchi.</p>
    </EmptyState>
  )
}

function Nothing({
  state,
  onArrive,
}: {
  readonly state: BoardState
  readonly onArrive: () => void
}): ReactNode {
  return (
    <FocusNothing>
      <p>
        Scegli una riga con <Kbd keys="J" /> e <Kbd keys="K" />, poi <Kbd keys="Invio" />.
      </p>
      <p>
        Nuova segnalazione: <Kbd keys="I" />. Tutti i comandi: <Kbd keys="Ctrl+K" />.
      </p>
      {state === 'arrivals' ? (
        <Button onPress={onArrive}>Fai arrivare una segnalazione</Button>
      ) : null}
    </FocusNothing>
  )
}

function Focus({
  readOnly,
  onBack,
}: {
  readonly readOnly: boolean
  readonly onBack: () => void
}): ReactNode {
  const refused = readOnly ? 'Il tuo ruolo può leggere, non assegnare.' : undefined
  return (
    <FocusPanel
      title="Segnalazione delle 02:03"
      priority={{ number: 2, word: 'Urgenza', rank: 'arancione' }}
      onBack={onBack}
      identity={
        <>
          <span>
            Target tra <Timer target={fromNow(18.7)} />
          </span>
          <span>3 persone</span>
          <Badge>2 minori</Badge>
          <Badge tone="warning" title="Non richiamare questo numero">
            non richiamare
          </Badge>
          <span className="row-nobody">non assegnata</span>
        </>
      }
      nextStep={
        <>
          <p>
            Nessuno risponde ancora di questa segnalazione. Rispondi tu, poi richiama la pattuglia:
            è sul posto da 11 minuti.
          </p>
          <div className="line">
            <Button kind="primary" keys="Spazio" acts refused={refused}>
              Rispondo io
            </Button>
          </div>
        </>
      }
      actions={
        <>
          <Button keys="A" acts refused={refused}>
            Assegna unità
          </Button>
          <Button keys="P" acts refused={refused}>
            Cerca posto
          </Button>
          <Button keys="C" acts refused={refused}>
            Chiama
          </Button>
          <Button keys="N">Scrivi nota</Button>
        </>
      }
    >
      <h3>Cronologia</h3>
      <ol className="plain-list activity">
        <li>
          <span className="mono">02:11</span> UM2 sul posto, da <Elapsed start={fromNow(-34)} />
        </li>
        <li>
          <span className="mono">01:58</span> Chiamata la reperibile A. Verdi, operatrice sociale:
          ha visto
        </li>
        <li>
          <span className="mono">01:57</span> Classe decisa: 2 Urgenza. Due figli minori fuori casa
          di notte
        </li>
        <li>
          <span className="mono">01:55</span> Segnalazione dei Carabinieri, Stazione di Santa
          Margherita
        </li>
      </ol>
    </FocusPanel>
  )
}

function Resources(): ReactNode {
  return (
    <>
      <BoardBlock title="Unità">
        <ul className="plain-list stack-tight">
          <li>UM1 · libera</li>
          <li>
            UM2 · sul posto <Elapsed start={fromNow(-34)} />
          </li>
        </ul>
      </BoardBlock>
      <BoardBlock title="Posti stanotte">
        <ul className="plain-list stack-tight">
          <li>donne con figli: 1 libero</li>
          <li>adulti: 4 liberi, 2 da telefonare</li>
          <li>minori: nessuno libero</li>
        </ul>
      </BoardBlock>
      <BoardBlock title="Reperibili">
        <ul className="plain-list stack-tight">
          <li>A. Verdi · ha risposto 01:58</li>
          <li>Coordinatrice: G. Esposito De Sanctis</li>
        </ul>
      </BoardBlock>
    </>
  )
}
