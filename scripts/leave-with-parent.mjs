// Loaded into the server by `npm start`: when the script is killed by force, the server drains and ends too,
// instead of living on where nobody can stop it with Ctrl-C.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
