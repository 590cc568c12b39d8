import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { KeyChange } from './key-change.tsx'
import { SingleKeys } from './single-keys.tsx'
import { useCommandList } from './use-commands.ts'

/** All keys of this page, from the same registry as the palette, and the switch of the single-letter ones. */
export function KeyList({ onClose }: { readonly onClose: () => void }): ReactNode {
  const commands = useCommandList().filter((command) => command.keys !== undefined)
  const groups = [...Map.groupBy(commands, (command) => command.group)]
  return (
    <Dialog title={m.web_keys_title()} onClose={onClose} look="wide">
      <div className="key-groups">
        {groups.map(([group, members]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className="key-list">
              {members.map((command) => (
                <div key={command.id}>
                  <dt>
                    <Kbd keys={command.keys ?? ''} />
                  </dt>
                  <dd>
                    <KeyChange command={command} commands={commands} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <SingleKeys />
    </Dialog>
  )
}
