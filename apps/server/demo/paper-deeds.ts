import { DocumentsReply } from '#contexts/documents/contract.ts'
import { HandoversReply, PreviewReply } from '#contexts/handover/contract.ts'
import type { PaperDeed } from './paper-deed.ts'
import type { Stage, Taken } from './stage.ts'
import type { Step, Story } from './story.ts'

const DOES: readonly string[] = ['issue', 'pass', 'passed', 'not-due']

/** True for a deed about papers. */
export function isPaperDeed<D extends { readonly does: string }>(
  deed: D,
): deed is Extract<D, PaperDeed> {
  return DOES.includes(deed.does)
}

/** Plays a deed about the papers of a file, as a person. */
export async function playPaper(
  stage: Stage,
  at: { readonly name: string; readonly by: string },
  deed: PaperDeed,
  { interventionId }: Taken,
): Promise<void> {
  const { name, by } = at
  const file = `/api/interventions/${interventionId}`
  switch (deed.does) {
    case 'issue': {
      const { kind, words } = deed
      const { isAvailable } = DocumentsReply.parse(
        await stage.ask(name, by, 'GET', `${file}/documents`),
      )
      // Where no compiler is served for this machine, the night has no papers.
      if (isAvailable) await stage.ask(name, by, 'POST', `${file}/documents`, { kind, words })
      return
    }
    case 'pass': {
      const { recipient, words } = deed
      const view = await handovers(stage, at, file)
      const to = deed.to ?? { officeKey: view.competence.officeKey }
      const documentIds = view.documents.map((one) => one.id)
      const body = { to, recipient, words, documentIds }
      const looked = await stage.ask(name, by, 'POST', `${file}/handovers/preview`, body)
      const { seal } = PreviewReply.parse(looked)
      await stage.ask(name, by, 'POST', `${file}/handovers`, { ...body, seen: seal })
      return
    }
    case 'passed': {
      const [newest] = (await handovers(stage, at, file)).handovers
      if (!newest) throw new Error(`demo, ${name}: nothing was passed`)
      const { kind, name: said, role, reason, to } = deed
      const body = { kind, name: said, role, reason, to }
      await stage.ask(name, by, 'POST', `${file}/handovers/${newest.id}/answer`, body)
      return
    }
    case 'not-due':
      await stage.ask(name, by, 'POST', `${file}/handovers/none`, { reason: deed.reason })
  }
}

async function handovers(stage: Stage, at: { name: string; by: string }, file: string) {
  return HandoversReply.parse(await stage.ask(at.name, at.by, 'GET', `${file}/handovers`))
}

/** What else happens in a story: its papers. */
export function withPapers(story: Story): Story {
  const steps = PAPERS[story.name]
  return steps ? { ...story, next: [...(story.next ?? []), ...steps] } : story
}

const LAURA = {
  name: 'Laura Innocenzi',
  role: 'assistente sociale',
  mailbox: 'laura.innocenzi@example.org',
  phone: '+390655501201',
}

const ORNELLA = {
  name: 'Ornella Marchetti',
  role: 'assistente sociale',
  mailbox: 'ornella.marchetti@example.org',
  phone: '+390655501202',
}

const PAPERS: Readonly<Record<string, readonly Step[]>> = {
  's1 madre in accoglienza': [
    { after: 1510, by: 'francesca.tirreni', does: 'issue', kind: 'report-sheet' },
    {
      after: 1515,
      by: 'francesca.tirreni',
      does: 'issue',
      kind: 'intervention-report',
      words: {
        facts: 'Casa senza riscaldamento, vista alle 20.15. Il bambino ha quattro mesi e sta bene.',
        statements: '“Mio marito torna fra tre settimane”, detto dalla madre alle 20.20.',
        evaluations: 'La madre provvede al bambino. Il bisogno è di un alloggio caldo.',
      },
    },
    {
      after: 1530,
      by: 'francesca.tirreni',
      does: 'pass',
      recipient: ORNELLA,
      words: {
        whereNow: 'Accolte per due notti, fino a lunedì alle 12',
        whoPays: 'L’ambito, fino a lunedì alle 12',
        promised: 'Un colloquio lunedì mattina',
        unknown: 'Quando torna il padre',
        answersUntil: 'Francesca Tirreni',
      },
    },
  ],
  's1 signore che rifiuta': [
    {
      after: 200,
      by: 'stefano.maremmani',
      does: 'pass',
      recipient: null,
      words: { whereNow: 'Nel deposito di barche', promised: 'Si torna ogni sera' },
    },
    { after: 210, by: 'stefano.maremmani', does: 'passed', kind: 'received' },
  ],
  's1 famiglia nel seminterrato': [
    { after: 36, by: 'chiara.ferranti', does: 'issue', kind: 'report-sheet' },
    {
      after: 40,
      by: 'chiara.ferranti',
      does: 'pass',
      recipient: ORNELLA,
      words: { whereNow: 'Nella palestra comunale', belongings: 'Ossigeno della nonna con loro' },
    },
    {
      after: 100,
      by: 'chiara.ferranti',
      does: 'passed',
      kind: 'accepted',
      name: 'Ornella Marchetti',
      role: 'assistente sociale reperibile',
    },
  ],
  's1 coppia alla fermata': [
    {
      after: 50,
      by: 'stefano.maremmani',
      does: 'pass',
      recipient: LAURA,
      words: { whereNow: 'Al capolinea, con l’unità mobile' },
    },
    {
      after: 70,
      by: 'stefano.maremmani',
      does: 'passed',
      kind: 'returned',
      name: 'Ufficio di Anzio',
      role: 'reperibile',
      reason: 'La residenza risulta in un altro Comune: da verificare',
    },
  ],
  's1 passata all’unità mobile': [
    {
      after: 50,
      by: 'chiara.ferranti',
      does: 'pass',
      recipient: LAURA,
      words: { whereNow: 'Nella pineta, con l’unità mobile', unknown: 'Di quanti mesi è' },
    },
  ],
  's0 anziana a Cingoli': [
    {
      after: 70,
      by: 'paolo.serafini',
      does: 'pass',
      recipient: null,
      words: { whereNow: 'A casa sua, la vicina ha le chiavi', promised: 'La nipote alle otto' },
    },
    {
      after: 90,
      by: 'paolo.serafini',
      does: 'passed',
      kind: 'assigned',
      name: 'Servizio sociale di Cingoli',
      role: 'segreteria',
      to: 'Silvia Marchegiani',
    },
  ],
  's2 sfratto a Savigliano': [
    { after: 33, by: 'daniela.giordanengo', does: 'issue', kind: 'report-sheet' },
    {
      after: 35,
      by: 'daniela.giordanengo',
      does: 'pass',
      recipient: null,
      words: { whereNow: 'Da un’amica, fino a lunedì', expiresToday: 'Niente oggi' },
    },
  ],
  's3 minore a Ponsacco': [
    { after: 75, by: 'ilaria.toscanelli', does: 'issue', kind: 'report-sheet' },
    {
      after: 80,
      by: 'ilaria.toscanelli',
      does: 'pass',
      to: {
        outsideName: 'Servizio sociale del Comune di provenienza',
        mailbox: 'sociale.provenienza@pec.example.org',
      },
      recipient: null,
      words: { whereNow: 'In commissariato, in attesa dell’educatore' },
    },
  ],
  's4 beni primari a Camastra': [
    {
      after: 25,
      by: 'salvatore.alaimo',
      does: 'not-due',
      reason: 'È già seguita dal Punto Sociale, che la rivede giovedì',
    },
  ],
}
