import { type ReactNode, useState } from 'react'
import { ApiProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Answer, Checkbox, Chips, RadioGroup, YesNo } from '#platform/web/ui/choices.tsx'
import { ComboBox } from '#platform/web/ui/combo-box.tsx'
import { DataTable, DefinitionList } from '#platform/web/ui/data-table.tsx'
import { Dialog, DialogActions, InterruptionCard } from '#platform/web/ui/dialog.tsx'
import {
  Alert,
  Badge,
  EmptyState,
  ErrorSummary,
  ProblemState,
  Skeleton,
} from '#platform/web/ui/feedback.tsx'
import { Kbd } from '#platform/web/ui/kbd.tsx'
import { PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { Tabs } from '#platform/web/ui/tabs.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { Elapsed, Timer } from '#platform/web/ui/timer.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { Tooltip } from '#platform/web/ui/tooltip.tsx'
import { fromNow } from './rows.ts'

/** Every component once, with texts of real length. */
export function ComponentsStory(): ReactNode {
  return (
    <div className="stack">
      <h1>Componenti</h1>
      <Buttons />
      <Marks />
      <Messages />
      <Fields />
      <Lists />
    </div>
  )
}

function Buttons(): ReactNode {
  const [open, setOpen] = useState<'plain' | 'card' | undefined>(undefined)
  const close = (): void => setOpen(undefined)
  return (
    <section className="stack">
      <h2>Pulsanti e finestre</h2>
      <div className="line">
        <Button kind="primary" keys="Spazio" acts>
          Rispondo io
        </Button>
        <Button icon="bed" keys="P" acts>
          Cerca posto
        </Button>
        <Button
          kind="quiet"
          onPress={() => toast('Nota salvata nel fascicolo 26-0409.', () => undefined)}
        >
          Mostra conferma
        </Button>
        <Button kind="danger" onPress={() => setOpen('card')}>
          Chiudi intervento
        </Button>
        <Button refused="Manca l’esito: scegli come si è chiuso.">Chiudi intervento</Button>
        <Button busy>Sto inviando</Button>
        <Button onPress={() => setOpen('plain')}>Apri finestra</Button>
      </div>
      {open === 'plain' ? (
        <Dialog title="Perché cambi la classe?" onClose={close}>
          <TextField label="Motivo" need="required" value="" onChange={() => undefined} />
          <DialogActions>
            <Button kind="primary" onPress={close}>
              Cambia la classe
            </Button>
            <Button onPress={close}>Torna indietro</Button>
          </DialogActions>
        </Dialog>
      ) : null}
      {open === 'card' ? (
        <InterruptionCard
          title="Chiudere l’intervento 26-0409?"
          consequence="Dopo la chiusura nessuno risponde più di questa persona, e il fascicolo si può solo leggere."
          verb="Chiudi l’intervento"
          onConfirm={close}
          onBack={close}
        />
      ) : null}
    </section>
  )
}

function Marks(): ReactNode {
  return (
    <section className="stack">
      <h2>Classi, tempi, segni</h2>
      <div className="line">
        <PriorityChip number={1} word="Emergenza" rank="rosso" sign="●" />
        <PriorityChip number={2} word="Urgenza" rank="arancione" sign="▲" />
        <PriorityChip number={3} word="Ordinaria" rank="azzurro" sign="■" />
        <PriorityChip number={4} word="Programmabile" rank="verde" sign="◆" />
        <PriorityChip word="Non pertinente" rank="bianco" sign="○" />
        <PriorityChip number={1} word="Emergenza" rank="rosso" sign="●" size="large" />
      </div>
      <div className="line">
        <Timer target={fromNow(12.5)} /> <Timer target={fromNow(-3.2)} />{' '}
        <Timer target={fromNow(400)} />
        <span>
          sul posto <Elapsed start={fromNow(-34)} />
        </span>
        <Badge>2 minori</Badge> <Badge tone="warning">non richiamare</Badge>{' '}
        <Badge tone="danger">protetto</Badge>
        <Badge tone="good">verificato</Badge> <Kbd keys="G S" /> <Kbd keys="Ctrl+K" />
        <Tooltip text="Forze dell’ordine">FF.OO.</Tooltip>
      </div>
    </section>
  )
}

function Messages(): ReactNode {
  return (
    <section className="stack">
      <h2>Messaggi e stati</h2>
      <Alert tone="info" title="La pattuglia aspetta">
        <p>
          I Carabinieri sono sul posto da 11 minuti. Quando può andare, segna «pattuglia liberata».
        </p>
      </Alert>
      <Alert tone="warning">Il numero non va richiamato: chi chiama non è al sicuro.</Alert>
      <Alert tone="good" title="Segnalazione salvata e in coda" />
      {[400, 403, 409, 500].map((status) => (
        <ProblemState
          key={status}
          problem={
            new ApiProblem({
              code: 'story',
              status,
              text: `Risposta ${status}.`,
              requestId: '7f3a',
            })
          }
          saved="La tua nota è salvata nel fascicolo."
          onAgain={() => undefined}
        />
      ))}
      <ErrorSummary
        errors={[
          { text: 'Manca il luogo: scrivi anche «non so».', fieldId: 'a' },
          { text: 'Il numero di telefono ha una cifra in più.', fieldId: 'b' },
        ]}
      />
      <Skeleton lines={3} />
      <EmptyState title="Nessuna segnalazione in attesa.">
        <p>L’ultima è stata chiusa alle 01:12 da L. Bianchi.</p>
      </EmptyState>
    </section>
  )
}

const PLACES = [
  { value: 'a', label: 'Via della Repubblica Cispadana', hint: 'Santa Margherita' },
  { value: 'b', label: 'Via Repubblica', hint: 'Castelnuovo' },
  { value: 'c', label: 'Piazza San Giovanni Evangelista' },
] as const

function Fields(): ReactNode {
  const [text, setText] = useState('')
  const [who, setWho] = useState<readonly string[]>(['minore', 'donna'])
  const [danger, setDanger] = useState<Answer | undefined>('unknown')
  const [way, setWay] = useState<string | undefined>('sms')
  const [place, setPlace] = useState('')
  const [chosen, setChosen] = useState<'a' | 'b' | 'c' | undefined>(undefined)
  const [ticked, setTicked] = useState(true)
  return (
    <section className="stack">
      <h2>Campi</h2>
      <TextField
        label="Telefono di chi chiama"
        hint="Anche senza prefisso"
        mono
        inputMode="tel"
        value="+39 300 000 1234"
        onChange={() => undefined}
      />
      <TextField
        label="Dove si trova"
        need="required"
        error="Manca il luogo: scrivi anche «non so»."
        value=""
        onChange={() => undefined}
      />
      <TextArea label="Che cosa succede" need="optional" value={text} onChange={setText} />
      <ComboBox
        label="Via o luogo"
        hint="Scrivi le prime lettere"
        options={PLACES}
        value={chosen}
        text={place}
        onText={setPlace}
        onChoose={setChosen}
        free
      />
      <Select
        label="Chi segnala"
        placeholder="Scegli…"
        value=""
        onChange={() => undefined}
        options={[
          { value: 'police', label: 'Forze dell’ordine' },
          { value: 'person', label: 'La persona stessa' },
        ]}
      />
      <Chips
        label="Chi è in pericolo"
        values={who}
        onChange={setWho}
        options={[
          'minore',
          'donna',
          'famiglia',
          'anziano',
          'senza dimora',
          'persona con disabilità',
        ].map((value) => ({ value, label: value }))}
      />
      <YesNo
        label="La persona è al sicuro in questo momento?"
        value={danger}
        onChange={setDanger}
      />
      <RadioGroup
        label="Possiamo richiamare?"
        value={way}
        onChange={setWay}
        options={[
          { value: 'call', label: 'Sì, è sicuro' },
          { value: 'sms', label: 'Solo SMS', hint: 'il messaggio non dice chi siamo' },
          { value: 'never', label: 'Mai' },
        ]}
      />
      <Checkbox
        label="Ho chiesto se può parlare liberamente"
        checked={ticked}
        onChange={setTicked}
      />
    </section>
  )
}

function Lists(): ReactNode {
  const [tab, setTab] = useState('a')
  return (
    <section className="stack">
      <h2>Schede, tabelle, dati</h2>
      <Tabs
        label="Fascicolo"
        selected={tab}
        onSelect={setTab}
        items={[
          { id: 'a', label: 'Cronologia', count: 12, content: <p>Dodici voci.</p> },
          { id: 'b', label: 'Persone e nucleo', count: 3, content: <p>Tre persone.</p> },
          { id: 'c', label: 'Passaggio', content: <p>Nessun passaggio.</p> },
        ]}
      />
      <DataTable
        caption="Casi aperti"
        rowKey={(row) => row.number}
        rows={[
          {
            number: '26-0409',
            place: 'Lungomare Cristoforo Colombo, ingresso 4',
            people: 5,
            owner: 'L. Bianchi',
          },
          { number: '26-0405', place: '', people: 1, owner: 'Đ. Nguyễn-Bianchi' },
        ]}
        columns={[
          { id: 'number', head: 'Caso', look: 'code', cell: (row) => row.number },
          { id: 'place', head: 'Dove', cell: (row) => row.place },
          { id: 'people', head: 'Persone', look: 'number', cell: (row) => row.people },
          { id: 'owner', head: 'Assegnata a', cell: (row) => row.owner },
        ]}
      />
      <DefinitionList
        items={[
          { term: 'Lingua', value: 'arabo (darija), serve mediatrice' },
          { term: 'Recapito sicuro', value: undefined },
          { term: 'Comune di residenza', value: 'Santa Margherita di Belìce' },
        ]}
      />
    </section>
  )
}
