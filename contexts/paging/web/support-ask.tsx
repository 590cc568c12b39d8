import { type ReactNode, useState } from 'react'
import { LANGUAGES } from '#contexts/oncall/languages.ts'
import { m } from '#platform/i18n/texts.ts'
import { Chips, RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import type { SupportReply } from '../contract-support.ts'
import {
  SUPPORT_MODES,
  type SupportKind,
  type SupportMode,
  WANTED_SEXES,
  type WantedSex,
} from '../model-support.ts'
import { useAskSupport } from './use-support.ts'
import { wordOf } from './words.ts'

/** What is wanted, and what of the file is said to who helps: lines to take away, never words to write. */
export function AskDialog(props: {
  readonly caseId: string
  readonly kind: SupportKind
  readonly view: SupportReply
  readonly onClose: () => void
}): ReactNode {
  const { caseId, kind, view, onClose } = props
  const isMediator = kind === 'mediator'
  const [language, setLanguage] = useState(isMediator ? (view.language ?? '') : '')
  const [sex, setSex] = useState<WantedSex>('any')
  const [mode, setMode] = useState<SupportMode>('phone')
  const [lines, setLines] = useState<readonly string[]>(view.lines.map((one) => one.key))
  const ask = useAskSupport(caseId, onClose)
  const wanted = { kind, sex, mode, lines: [...lines], language: language === '' ? null : language }
  const optionsOf = <V extends string>(word: string, values: readonly V[]) =>
    values.map((value) => ({ value, label: wordOf(word, value) }))
  return (
    <FormDialog
      title={wordOf('help', kind)}
      verb={m.paging_help_ask()}
      busy={ask.isPending}
      problem={ask.error}
      onSend={() => ask.mutate(wanted)}
      onClose={onClose}
    >
      {isMediator ? (
        <>
          <p>{m.paging_help_family_warning()}</p>
          <Select
            label={m.paging_help_language()}
            need="required"
            placeholder={m.paging_help_language_choose()}
            value={language}
            options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={setLanguage}
          />
        </>
      ) : null}
      <RadioGroup
        label={m.paging_help_sex()}
        look="segmented"
        value={sex}
        options={optionsOf('sex', WANTED_SEXES)}
        onChange={setSex}
      />
      <RadioGroup
        label={m.paging_help_mode()}
        look="segmented"
        value={mode}
        options={optionsOf('mode', SUPPORT_MODES)}
        onChange={setMode}
      />
      {view.lines.length === 0 ? (
        <p>{m.paging_help_lines_none()}</p>
      ) : (
        <Chips
          label={m.paging_help_lines()}
          hint={m.paging_help_lines_hint()}
          options={view.lines.map(({ key, text }) => ({ value: key, label: text }))}
          values={lines}
          onChange={setLines}
        />
      )}
    </FormDialog>
  )
}
