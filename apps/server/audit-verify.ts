// `npm run audit:verify`: recomputes the whole log and says whether it holds.
import { m } from '#platform/i18n/texts.ts'
import { verifyLog } from '#platform/server/audit.ts'
import { readConfig } from '#platform/server/config.ts'
import { openDatabase } from '#platform/server/db.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { allTerritories } from './ports.ts'

const SHOWN = 20

const config = readConfig(process.env, [])
const { db } = openDatabase(config.databaseUrl, 2)
try {
  const audit = await verifyLog(db, [INSTALLATION, ...(await allTerritories(db))])
  const { entries, territories, disposed } = audit
  console.log(m.server_audit_read({ entries, chains: territories, disposed }))
  for (const { position, fault } of audit.faults.slice(0, SHOWN))
    console.log(m.server_audit_fault({ position, fault }))
  console.log(audit.faults.length === 0 ? m.server_audit_holds() : m.server_audit_broken())
  process.exitCode = audit.faults.length === 0 ? 0 : 1
} finally {
  await db.destroy()
}
