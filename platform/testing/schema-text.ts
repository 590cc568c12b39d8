import pg from 'pg'

/** The schema in words that a review can read: tables, columns, constraints, indexes, policies, rights. */
export async function describeSchema(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const lines = [
      '-- Written by `npm run db:schema` from the catalogues: the schema that the migrations make.',
    ]
    for (const query of QUERIES) {
      const { rows } = await client.query<{ line: string }>(query)
      lines.push('', ...rows.map((row) => row.line))
    }
    return `${lines.join('\n')}\n`
  } finally {
    await client.end()
  }
}

const OURS = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public')"

const QUERIES = [
  `select format('table %s.%s.%s %s%s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
     case when a.attnotnull then ' not null' else '' end) as line
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by n.nspname, c.relname, a.attnum`,
  `select format('constraint %s.%s %s %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
   from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and k.contype <> 'n' order by n.nspname, c.relname, k.conname`,
  `select pg_get_indexdef(i.indexrelid) as line from pg_index i join pg_class c on c.oid = i.indrelid
   join pg_namespace n on n.oid = c.relnamespace where ${OURS} order by 1`,
  `select format('policy %s on %s.%s for %s using %s check %s', p.polname, n.nspname, c.relname, p.polcmd,
     pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as line
   from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
   order by n.nspname, c.relname, p.polname`,
  `select format('grant %s on %s.%s', string_agg(g.privilege_type, ', ' order by g.privilege_type), g.table_schema,
     g.table_name) as line from information_schema.role_table_grants g where g.grantee = 'approdo_app'
   group by g.table_schema, g.table_name order by g.table_schema, g.table_name`,
  `select format('view %s.%s', n.nspname, c.relname) || E'\\n' || pg_get_viewdef(c.oid, true) as line from pg_class c
   join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind = 'v' order by n.nspname, c.relname`,
]
