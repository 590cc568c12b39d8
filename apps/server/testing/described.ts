/** Two invented providers on a port of this machine, as an installation describes them. */
export const described = (port: number) => `
sms:
  send:
    url: http://127.0.0.1:${port}/sms
    headers: { authorization: "Bearer \${CHIAVE}" }
    json: { a: ["{to}"], testo: "{text}", nostro: "{reference}" }
    id: messaggio.id
    word: { at: esito, accepted: [ok], later: [occupato] }
  outcome: { at: stato, words: { delivered: [consegnato], failed: [perso] } }
  reports: { proof: { by: hmac, header: X-Firma, secret: CHIAVE }, id: id }
  status: { url: "http://127.0.0.1:${port}/sms/{id}", everySeconds: 20, forMinutes: 60 }
voice:
  send:
    url: http://127.0.0.1:${port}/calls
    form: { To: "{to}", Twiml: '<Say a="{answerUrl}">{text} & via</Say>' }
    id: sid
  outcome: { at: CallStatus, key: Digits, words: { answered: [in-progress], no-answer: [completed], failed: [failed] } }
  reports: { proof: { by: link }, say: { type: application/xml, text: "<Say>{say}</Say>" } }
  hangUp: { url: "http://127.0.0.1:${port}/calls/{id}", form: { Status: completed } }
`
