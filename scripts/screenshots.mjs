// Takes the pictures of docs/img on a database of its own.
import { openTestCluster } from './test-cluster.mjs'
import { compileTexts } from './texts.mjs'
import { buildWeb } from './web.mjs'

compileTexts()
buildWeb()
const cluster = await openTestCluster()
process.env['APPRODO_TEST_ADMIN_URL'] = cluster.adminUrl
try {
  await import('../e2e/screenshots.ts')
} finally {
  await cluster.close()
}
