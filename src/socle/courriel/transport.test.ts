import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { type Courriel, identifiantMessage, ouvrirTransport } from './transport.ts'

const recus: { a: string[]; message: ParsedMail; brut: string }[] = []
const refus = (code: number, texte: string) => Object.assign(new Error(texte), { responseCode: code })

const serveur = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onMailFrom: ({ address }, _, suite) =>
    suite(address.startsWith('interdit') ? refus(550, 'Sender not allowed') : null),
  onRcptTo({ address }, _, suite) {
    if (address.startsWith('inconnu')) return suite(refus(550, '5.1.1 User unknown'))
    return suite(address.startsWith('plein') ? refus(452, '4.2.2 Mailbox full') : null)
  },
  onData(flux, session, suite) {
    const morceaux: Buffer[] = []
    flux.on('data', (b) => morceaux.push(b))
    flux.on('end', async () => {
      const brut = Buffer.concat(morceaux).toString('utf8')
      recus.push({ a: session.envelope.rcptTo.map((r) => r.address), message: await simpleParser(brut), brut })
      suite()
    })
  },
})
const port = await new Promise<number>((ok) => {
  const ecoute = serveur.listen(0, '127.0.0.1', () => {
    const adresse = ecoute.address()
    ok(typeof adresse === 'object' && adresse ? adresse.port : 0)
  })
})
const transport = ouvrirTransport({ smtp: `smtp://127.0.0.1:${port}` }, { delai: 2_000 })
afterAll(async () => {
  transport.fermer()
  await new Promise<void>((ok) => serveur.close(() => ok()))
})

const LETTRE: Courriel = {
  de: 'Département de l’Isère <aides@exemple.fr>',
  a: 'mairie@voiron.example',
  repondreA: 'repondre+abc.def@exemple.fr',
  objet: 'Votre candidature « numérique » est reçue',
  texte: 'Bonjour,\nÉté à Voiron.',
  html: '<p>Bonjour</p>',
  idMessage: '0193-abc',
}
const dernier = () => recus.at(-1)

test('une lettre arrive entière, avec sa pièce jointe et son adresse de réponse', async () => {
  const piecesJointes = [{ nom: 'accusé.pdf', type: 'application/pdf', contenu: Buffer.from('%PDF-1.4') }]
  expect(await transport.envoyer({ ...LETTRE, piecesJointes })).toEqual({ etat: 'envoye' })
  const m = dernier()?.message
  expect(m?.subject).toBe(LETTRE.objet)
  expect(m?.from?.value).toEqual([{ name: 'Département de l’Isère', address: 'aides@exemple.fr' }])
  expect(m?.replyTo?.value[0]?.address).toBe('repondre+abc.def@exemple.fr')
  expect(m?.text?.trim()).toBe(LETTRE.texte)
  expect(m?.attachments[0]).toMatchObject({ filename: 'accusé.pdf', contentType: 'application/pdf' })
  expect(m?.headers.get('auto-submitted')).toBe('auto-generated')
})

test('la même lettre envoyée deux fois après une panne porte le même identifiant', async () => {
  await transport.envoyer(LETTRE)
  const premier = dernier()?.message.messageId
  await transport.envoyer(LETTRE)
  expect(dernier()?.message.messageId).toBe(premier)
  expect(premier).toBe('<lettre.0193-abc@exemple.fr>')
  expect(identifiantMessage('1>\r\nBcc: x', 'Nom <a@b.fr>')).toBe('<lettre.1Bccx@b.fr>')
})

test('personne n’ajoute un destinataire ou un en-tête par l’objet, l’adresse ou le nom d’un fichier', async () => {
  const piege = 'x\r\nBcc: voleur@exemple.com\r\n\r\n<script>'
  const piecesJointes = [{ nom: piege, type: piege, contenu: 'a' }]
  expect(
    await transport.envoyer({
      ...LETTRE,
      objet: piege,
      repondreA: `a@b.fr${piege}`,
      de: `${piege} <aides@exemple.fr>`,
      piecesJointes,
    }),
  ).toEqual({ etat: 'envoye' })
  expect(dernier()?.a).toEqual(['mairie@voiron.example'])
  expect(dernier()?.message.bcc).toBeUndefined()
  expect(dernier()?.brut).not.toMatch(/^Bcc:/im)
  const nombre = recus.length
  for (const a of ['a@b.fr, c@d.fr', 'a@b.fr\r\nRCPT TO:<c@d.fr>', '<a@b.fr>', 'sans-arobase', 'a@b.fr c@d.fr', ''])
    expect(await transport.envoyer({ ...LETTRE, a })).toMatchObject({ etat: 'refuse', definitif: true })
  expect(recus).toHaveLength(nombre)
})

test.each([
  ['une adresse inconnue est refusée pour de bon', { a: 'inconnu@voiron.example' }, true, 'User unknown'],
  ['une boîte pleine est refusée pour l’instant', { a: 'plein@voiron.example' }, false, 'Mailbox full'],
  ['un expéditeur interdit ne perd pas la lettre', { de: 'interdit@exemple.fr' }, false, 'Sender not allowed'],
])('%s', async (_, changement, definitif, raison) => {
  expect(await transport.envoyer({ ...LETTRE, ...changement })).toEqual({
    etat: 'refuse',
    definitif,
    raison: expect.stringContaining(raison),
  })
})

test('un relais arrêté fait attendre la lettre, et l’administratrice le voit', async () => {
  const absent = ouvrirTransport({ smtp: 'smtp://127.0.0.1:9' }, { delai: 1_000 })
  expect(await absent.envoyer(LETTRE)).toEqual({
    etat: 'refuse',
    definitif: false,
    raison: expect.stringContaining('ne répond pas'),
  })
  expect(await absent.etat()).toContain('ne répond pas')
  expect(await transport.etat()).toBeNull()
  absent.fermer()
})

test('sans relais, en démonstration, la lettre est gardée et ne part pas', async () => {
  expect(await ouvrirTransport({}).envoyer(LETTRE)).toEqual({ etat: 'garde' })
})
