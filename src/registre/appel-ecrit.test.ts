import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { etapesGuide } from '../domaine/appel/guide.ts'
import { type CleLettre, LETTRES, variablesDe } from '../domaine/appel/lettres.ts'
import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { resoudreCalendrier } from '../domaine/appel/resoudre-calendrier.ts'
import { type Appel, type AppelEcrit, schemaAppel } from '../domaine/appel/schema.ts'
import { verifierAppel } from '../domaine/appel/verifier.ts'
import { formulairePublic } from '../domaine/formulaire/formulaire-public.ts'
import { empreinteAppel, lireAppelEcrit } from './appel-ecrit.ts'

const CLES = Object.keys(LETTRES) as CleLettre[] // keys of a constant object
let bac = ''
let ecrit: AppelEcrit
let appel: Appel

beforeAll(async () => {
  bac = mkdtempSync(join(tmpdir(), 'appels-'))
  cpSync('appels', bac, { recursive: true })
  const lu = await lireAppelEcrit('appels/tne38-pac-2025')
  if ('erreurs' in lu) throw new Error(JSON.stringify(lu.erreurs))
  ecrit = lu.appel
  appel = resoudreCalendrier(ecrit, new Date('2025-01-15T10:00:00Z'))
})
afterAll(() => rmSync(bac, { recursive: true, force: true }))

/** The pilot call with one text replaced, in a folder of its own; its errors as « file:line path: message ». */
async function erreursAvec(fichier: string, changer: (texte: string) => string): Promise<string[]> {
  const dossier = join(bac, `essai-${Math.random().toString(36).slice(2)}`)
  cpSync(join(bac, 'tne38-pac-2025'), dossier, { recursive: true })
  const chemin = join(dossier, fichier)
  const avant = readFileSync(chemin, 'utf8')
  const apres = changer(avant)
  expect(apres).not.toBe(avant)
  writeFileSync(chemin, apres)
  const lu = await lireAppelEcrit(dossier)
  return 'erreurs' in lu ? lu.erreurs.map((e) => `${e.fichier}:${e.ligne} ${e.chemin}: ${e.message}`) : []
}

describe('l’appel pilote', () => {
  it('a les dates, le contact et les plafonds du contrat', () => {
    expect(appel).toMatchObject({
      slug: 'tne38-pac-2025',
      calendrier: { ouverture: '2024-12-13', cloture: '2025-02-21' },
      contact: { courriel: 'contact.tne38@isere.fr' },
      reglages: { depotParRedacteur: true, conformitePar: 'instructeur', versionPapier: true },
      ecoles: { debitMinimum: 20 },
      financement: { enveloppe: 150_000_000, partMinimaleDemandeur: { taux: 20, natures: ['investissement'] } },
    })
    expect(appel.financement.volets).toMatchObject([
      {
        id: 'equipement',
        nature: 'investissement',
        base: 'HT',
        taux: { taux: 70 },
        plafonds: { parClasseConcernee: 350_000 },
      },
      { id: 'ressources', nature: 'fonctionnement', taux: { taux: 50 }, plafonds: { parEleve: 2000 } },
    ])
  })
  it('a le formulaire du contrat, aux identifiants fixés', () => {
    const plan = formulairePublic(appel).sections.map((s) => [
      s.id,
      s.par,
      s.questions
        .map((q) => `${q.id}${q.obligatoire ? '' : '?'}${q.colonnes ? `(${q.colonnes.map((c) => c.id)})` : ''}`)
        .join(' '),
    ])
    expect(plan).toEqual([
      [
        'commune',
        'dossier',
        'contact_nom contact_fonction contact_courriel contact_telephone signataire_nom signataire_fonction nombre_ecoles',
      ],
      ['financement', 'dossier', 'cofinancements?(financeur,montant) date_deliberation_prevue?'],
      [
        'presentation',
        'ecole',
        'nb_classes nb_classes_concernees nb_eleves debit_par_classe ent_existant ent_nom attestation_debit',
      ],
      ['projet', 'ecole', 'description publics objectifs'],
      ['ressources', 'ecole', 'lignes?(article,quantite,prix_unitaire_ht)'],
      ['equipements', 'ecole', 'lignes?(article,quantite,prix_unitaire_ht)'],
      ['formation', 'ecole', 'themes nb_enseignants besoins?'],
      ['parentalite', 'ecole', 'besoins? actions?'],
    ])
    const publics = appel.formulaire.flatMap((s) => s.questions).find((q) => q.id === 'publics')
    expect(publics?.choix?.map((c) => c.valeur)).toEqual([
      'dys',
      'ulis',
      'attention',
      'sensoriel',
      'allophones',
      'autre',
    ])
  })
  it('a un guide en trois étapes, aux dates de l’appel', () => {
    const etapes = etapesGuide(appel)
    expect(etapes).toHaveLength(3)
    expect(etapes[1]?.markdown).toMatch(/21\s?février 2025 à 23\u00a0h\u00a059/)
    expect(etapes.map((e) => e.markdown).join()).not.toMatch(/\{\w+\}/)
  })
  it('une version relue de la base est la même', () =>
    expect(schemaAppel.parse(JSON.parse(JSON.stringify(appel)))).toEqual(appel))
  it('son empreinte ne dépend pas de l’ordre des clés', () => {
    const retourne = Object.fromEntries(Object.entries(ecrit).reverse())
    expect(empreinteAppel(retourne)).toBe(empreinteAppel(ecrit))
    expect(empreinteAppel({ ...ecrit, titre: 'Autre' })).not.toBe(empreinteAppel(ecrit))
  })
})

describe('l’appel de démonstration', () => {
  it('reprend l’appel pilote et compte ses jours depuis sa publication, à Paris', async () => {
    const lu = await lireAppelEcrit('appels/demo-ouvert')
    if ('erreurs' in lu) throw new Error(JSON.stringify(lu.erreurs))
    expect(lu.appel.formulaire).toEqual(ecrit.formulaire)
    expect(lu.appel.titre).toMatch(/Démonstration/)
    // 23:30 UTC on 31 December is already 1 January in Paris.
    const resolu = resoudreCalendrier(lu.appel, new Date('2026-12-31T23:30:00Z'))
    expect(resolu.calendrier).toMatchObject({ ouverture: '2026-12-12', cloture: '2027-01-31' })
    expect(schemaAppel.safeParse(resolu).success).toBe(true)
  })
})

describe('les lettres', () => {
  const valeurs = (cle: CleLettre) => Object.fromEntries(LETTRES[cle].variables.map((v) => [v, `«${v}»`]))
  const communes = {
    numero: '2025-0001',
    organisme: 'la commune de Voiron',
    ecoles: ['École A', 'École B'],
    lien: 'https://laureat.example/d_1',
  }
  it.each(CLES)('%s se lit sans trou', (cle) => {
    const lettre = remplirLettre(appel, cle, { ...communes, ...valeurs(cle) })
    expect(lettre.manquantes).toEqual([])
    expect(`${lettre.objet}${lettre.corps}`).not.toMatch(/\{\w+\}|undefined/)
    expect(lettre.objet.length).toBeLessThan(130)
  })
  it.each(CLES)('%s n’emploie que la typographie française', (cle) => {
    const { objet, corps } = appel.lettres[cle] ?? { objet: '', corps: '' }
    expect(`${objet}\n${corps}`).not.toMatch(/'| [;:!?»]|« |\d €|\.\.\./)
  })
  it('une ligne sans valeur disparaît, une liste fait des puces, une énumération reste sur sa ligne', () => {
    const resultat = (reste: object) =>
      remplirLettre(appel, 'publier_resultats.retenu', {
        ...communes,
        montant_propose: '11 900 €',
        ecoles_retenues: ['École A', 'École B'],
        ecoles_attente: '',
        ecoles_non_retenues: '',
        ...reste,
      }).corps
    expect(resultat({})).toMatch(/^- École A\n- École B$/m)
    expect(resultat({})).not.toMatch(/non retenues/)
    expect(resultat({ ecoles_non_retenues: ['École C', 'École D'] })).toMatch(
      /^Écoles non retenues\u00a0: École C, École D\.$/m,
    )
  })
  it('le nom d’une école ne devient jamais un lien ni du gras', () => {
    const { corps } = remplirLettre(appel, 'inscrire_ecole', {
      ...communes,
      ecole: '[cliquez](https://mal.example) **ici** <b>',
    })
    expect(corps).toContain('\\[cliquez\\](https://mal.example) \\*\\*ici\\*\\* \\<b\\>')
  })
  it('une collectivité et un organisme privé n’ont pas les mêmes voies de recours', () => {
    const voies = (prive: boolean) =>
      remplirLettre(appel, 'declarer_non_conforme', { ...communes, motifs: ['Débit'] }, { prive }).corps
    expect(voies(false)).toMatch(/2 place de Verdun/)
    expect(voies(false)).not.toMatch(/relations entre le public/)
    expect(voies(true)).toMatch(/relations entre le public/)
  })
  it('tout ce qu’une lettre peut nommer a un nom', () => {
    for (const cle of CLES) for (const v of variablesDe(cle)) expect(v).toMatch(/^[a-z_]+$/)
  })
})

describe('un appel mal écrit est refusé, à la ligne près', () => {
  const remplacer = (a: string | RegExp, b: string) => (t: string) => t.replace(a, b)
  it.each<[string, string, (t: string) => string, RegExp]>([
    [
      'sans contact',
      'appel.yaml',
      remplacer(/contact:\n(?: {2}.*\n)+/, ''),
      /^appel\.yaml:\d+ contact: Cette valeur manque/,
    ],
    [
      'clôture avant ouverture',
      'appel.yaml',
      remplacer('cloture: 2025-02-21', 'cloture: 2024-02-21'),
      /calendrier\.cloture: La clôture précède/,
    ],
    [
      'date impossible',
      'appel.yaml',
      remplacer('cloture: 2025-02-21', 'cloture: 21/02/2025'),
      /calendrier\.cloture: .*2025-02-21/,
    ],
    [
      'SIRET à la clé fausse',
      'appel.yaml',
      remplacer('siret: "22380001200013"', 'siret: "22380001200014"'),
      /operateurs\.0\.siret: Ce numéro SIRET n’existe pas/,
    ],
    [
      'département qui n’existe pas',
      'appel.yaml',
      remplacer('departements: ["38"]', 'departements: ["999"]'),
      /territoire\.departements\.0: Un département s’écrit/,
    ],
    [
      'jours relatifs hors démonstration',
      'appel.yaml',
      remplacer(
        /ouverture: 2024-12-13\n {2}cloture: 2025-02-21/,
        'ouverture: { joursAvant: 1 }\n  cloture: { joursApres: 1 }',
      ),
      /démonstration/,
    ],
    [
      'condition sur une question absente',
      'appel.yaml',
      remplacer('question: ent_existant, egal: true', 'question: ent_existan, egal: true'),
      /formulaire\.2\.questions\.5\.si: .*«\u00a0ent_existan\u00a0», qui n’existe pas/,
    ],
    [
      'condition impossible',
      'appel.yaml',
      remplacer('question: ent_existant, egal: true', 'question: ent_existant, egal: oui'),
      /ne peut pas valoir «\u00a0oui\u00a0»/,
    ],
    [
      'condition mal formée',
      'appel.yaml',
      remplacer('question: ent_existant, egal: true', 'question: ent_existant'),
      /si: Une condition s’écrit/,
    ],
    [
      'montant sans euro',
      'appel.yaml',
      remplacer('plafond: "35,00 €"', 'plafond: 35'),
      /catalogue\.0\.plafond: .*«\s35,00 €\s»/,
    ],
    [
      'montant illisible',
      'appel.yaml',
      remplacer('plafond: "35,00 €"', 'plafond: "35,005 €"'),
      /catalogue\.0\.plafond: .*ne se lit pas/,
    ],
    [
      'volet inconnu',
      'appel.yaml',
      remplacer('volet: equipement', 'volet: equipements'),
      /catalogue\.0\.volet: .*Volets\u00a0: equipement, ressources/,
    ],
    [
      'article en double',
      'appel.yaml',
      remplacer('id: casque_micro', 'id: casque_antibruit'),
      /catalogue\.1\.id: Deux articles.*casque_antibruit/,
    ],
    [
      'choix sans réponse',
      'appel.yaml',
      remplacer('catalogue: equipement', 'aide: Choisissez'),
      /colonnes\.0\.choix: .*au moins deux réponses/,
    ],
    [
      'clé inconnue',
      'appel.yaml',
      remplacer('resume: >-', 'resumé: x\nresume: >-'),
      /resumé: «\u00a0resumé\u00a0» n’est pas attendu/,
    ],
    ['clé en double', 'appel.yaml', remplacer('territoire:', 'titre: Encore\nterritoire:'), /écrite deux fois/],
    [
      'contrôle inconnu',
      'appel.yaml',
      remplacer('automatique: debit', 'automatique: vitesse'),
      /contrôle automatique n’existe pas/,
    ],
    [
      'section inconnue',
      'appel.yaml',
      remplacer('sections: [presentation, projet]', 'sections: [presentations]'),
      /controle\.5\.sections: .*«\u00a0presentations\u00a0»/,
    ],
    [
      'poids négatif',
      'appel.yaml',
      remplacer('poids: 5', 'poids: -5'),
      /grille\.criteres\.0\.poids: Le poids est un nombre positif/,
    ],
    ['note hors échelle', 'appel.yaml', remplacer('REP+: 5', 'REP+: 6'), /La note 6 sort de l’échelle/],
    [
      'départage inconnu',
      'appel.yaml',
      remplacer('critere:accessibilite', 'critere:beaute'),
      /grille\.departage\.0: Le critère «\u00a0beaute\u00a0»/,
    ],
    [
      'limite absente',
      'appel.yaml',
      remplacer('auPlus: nb_classes', 'auPlus: nb_salles'),
      /«\u00a0nb_salles\u00a0» n’est pas un nombre de cette section/,
    ],
    ['guide sans étape', 'guide.md', () => 'Bonjour', /^guide\.md:1 guide: Le guide n’a aucune étape/],
    [
      'variable inconnue dans le guide',
      'guide.md',
      remplacer('{resultats}', '{resultat}'),
      /^guide\.md:24 .*«\u00a0\{resultat\}\u00a0» est inconnu/,
    ],
    [
      'variable inconnue dans une lettre',
      'lettres/accorder.md',
      remplacer('{montant}', '{somme}'),
      /^lettres\/accorder\.md:10 .*«\u00a0\{somme\}\u00a0» est inconnu/,
    ],
    [
      'bonne nouvelle sans rappel',
      'lettres/accorder.md',
      remplacer('{pas_une_attribution}', ''),
      /lettres\/accorder\.md:1 .*pas_une_attribution/,
    ],
    [
      'bonus sur ce qu’aucune école n’a',
      'appel.yaml',
      remplacer(
        'plafonds: { parClasseConcernee',
        'bonus: [{ id: loin, libelle: Loin, si: { trait: distance, auMoins: 3 }, points: 5 }]\n      plafonds: { parClasseConcernee',
      ),
      /financement\.volets\.0\.bonus\.0\.si\.trait: «\u00a0distance\u00a0» n’est pas connu d’une école\. Connus\u00a0: education_prioritaire/,
    ],
    [
      'plafond par élève sans nombre d’élèves',
      'appel.yaml',
      remplacer('id: nb_eleves', 'id: effectif'),
      /financement\.volets\.1\.plafonds\.parEleve: .*presentation\.nb_eleves/,
    ],
    [
      'avance au-dessus de ce qui se verse avant le solde',
      'appel.yaml',
      remplacer('avance: 30', 'avance: 90'),
      /versement\.avance: L’avance \(90\u00a0%\) dépasse .*80/,
    ],
    ['refus sans recours', 'lettres/refuser_accord.md', remplacer('{voies_recours}', ''), /comment la contester/],
    ['lettre sans objet', 'lettres/notifier.md', remplacer('objet:', 'sujet:'), /trois lignes/],
  ])('%s', async (_, fichier, changer, attendu) => {
    const erreurs = await erreursAvec(fichier, changer)
    expect(erreurs.join('\n')).toMatch(attendu)
    expect(erreurs.join('\n')).not.toMatch(/Invalid|expected|undefined/)
  })

  it('dit la ligne exacte dans le YAML', async () => {
    const texte = readFileSync(join(bac, 'tne38-pac-2025/appel.yaml'), 'utf8')
    const ligne = texte.split('\n').findIndex((l) => l.includes('cloture: 2025-02-21')) + 1
    const erreurs = await erreursAvec('appel.yaml', remplacer('cloture: 2025-02-21', 'cloture: 2024-02-21'))
    expect(erreurs).toEqual([expect.stringMatching(`^appel\\.yaml:${ligne} `)])
  })

  it('des conditions qui tournent en rond sont refusées', () => {
    const boucle = structuredClone(ecrit)
    const [a, b] = boucle.formulaire[0]?.questions ?? []
    if (!a || !b) throw new Error('no question')
    a.si = { question: b.id, renseigne: true }
    b.si = { et: [{ question: a.id, renseigne: true }] }
    expect(verifierAppel(boucle).map((e) => e.message)).toEqual([
      expect.stringMatching(/tournent en rond/),
      expect.stringMatching(/tournent en rond/),
    ])
  })
  it('une section du dossier ne dépend pas d’une réponse d’école', () => {
    const faux = structuredClone(ecrit)
    const q = faux.formulaire[0]?.questions[0]
    if (!q) throw new Error('no question')
    q.si = { question: 'presentation.ent_existant', egal: true }
    expect(verifierAppel(faux)[0]?.message).toMatch(/une réponse par école/)
  })
})

describe('un dossier d’appel malveillant ne fait rien', () => {
  const dossier = (nom: string, yaml: string) => {
    mkdirSync(join(bac, nom), { recursive: true })
    writeFileSync(join(bac, nom, 'appel.yaml'), yaml)
    return join(bac, nom)
  }
  const premiere = async (chemin: string) => {
    const lu = await lireAppelEcrit(chemin)
    return 'erreurs' in lu ? lu.erreurs[0]?.message : 'aucune erreur'
  }
  it('une base hors du dossier des appels est refusée', async () => {
    expect(await premiere(dossier('traversee', 'base: ../../etc'))).toMatch(/nom d’un autre appel/)
    expect(await premiere(dossier('soi', 'base: soi'))).toMatch(/se renvoient/)
    dossier('ping', 'base: pong')
    expect(await premiere(dossier('pong', 'base: ping'))).toMatch(/se renvoient/)
    expect(await premiere(dossier('orphelin', 'base: absent'))).toMatch(/manque/)
  })
  it('un lien symbolique, un fichier énorme, un binaire sont refusés', async () => {
    mkdirSync(join(bac, 'lien'))
    symlinkSync('/etc/hostname', join(bac, 'lien/appel.yaml'))
    expect(await premiere(join(bac, 'lien'))).toMatch(/fichier ordinaire/)
    expect(await premiere(dossier('enorme', `titre: ${'x'.repeat(600_000)}`))).toMatch(/500 ko/)
    mkdirSync(join(bac, 'binaire'))
    writeFileSync(join(bac, 'binaire/appel.yaml'), Buffer.from([0xff, 0xfe, 0x00]))
    expect(await premiere(join(bac, 'binaire'))).toMatch(/UTF-8/)
  })
  it('une bombe de renvois, une étiquette, un nom de dossier étrange sont refusés', async () => {
    const bombe = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`)}]`),
    ].join('\n')
    expect(await premiere(dossier('bombe', bombe))).toMatch(/renvois/)
    expect(await premiere(dossier('etiquette', 'titre: !!js/function x'))).toMatch(/étiquettes/)
    expect(await premiere(join(bac, 'Nom Étrange'))).toMatch(/minuscules/)
    expect(await premiere(join(bac, 'vide'))).toMatch(/appel\.yaml/)
  })
})

describe('les clauses des conventions', () => {
  const texte = 'convention/subvention.md'
  const ligneDe = (quoi: string) =>
    readFileSync(join(bac, 'tne38-pac-2025', texte), 'utf8')
      .split('\n')
      .findIndex((l) => l.includes(quoi)) + 1

  it('une balise inconnue est montrée à sa ligne du fichier', async () => {
    const [e] = await erreursAvec(texte, (t) => t.replace('à l’issue de l’appel, pour {nombre_ecoles}', 'pour {nb}'))
    expect(e).toContain(
      `${texte}:${ligneDe('{nombre_ecoles}')} convention.subvention.2.texte.3: Clause «\u00a0Objet\u00a0», ligne 3`,
    )
    expect(e).toContain('{nb}')
  })

  it('un titre de clause mal écrit dit comment l’écrire', async () => {
    const [e] = await erreursAvec(texte, (t) => t.replace('## Article litiges :', '## Chapitre litiges :'))
    expect(e).toContain(`${texte}:${ligneDe('## Article litiges')} `)
    expect(e).toContain('«\u00a0## Article versement\u00a0: Versement\u00a0»')
  })

  it('un fichier de trop, un nom donné deux fois, un texte sans clause sont refusés', async () => {
    const double = await erreursAvec(texte, (t) => t.replace('## Article litiges', '## Article objet'))
    expect(double).toEqual([expect.stringContaining('Deux clauses portent le nom «\u00a0objet\u00a0»')])
    expect(double[0]).toContain(`:${ligneDe('## Article litiges')} `)
    expect(await erreursAvec(texte, () => 'Rien.')).toEqual([expect.stringContaining('n’a aucune clause')])
    const dossier = join(bac, 'avec-un-intrus')
    cpSync(join(bac, 'tne38-pac-2025'), dossier, { recursive: true })
    writeFileSync(join(dossier, 'convention/subventions.md'), '## Article objet : Objet\n\nTexte.\n')
    expect(await lireAppelEcrit(dossier)).toMatchObject({ erreurs: [{ fichier: 'convention/subventions.md' }] })
  })

  it('un appel qui en reprend un autre reprend ses clauses, ou écrit les siennes ; sans fichier, la maison écrit', async () => {
    const fils = join(bac, 'un-fils')
    mkdirSync(join(fils, 'convention'), { recursive: true })
    writeFileSync(join(fils, 'appel.yaml'), 'base: tne38-pac-2025\ntitre: Un fils\n')
    writeFileSync(join(fils, 'convention/ent.md'), '## Article objet : Objet\n\nTexte.\n')
    const lu = await lireAppelEcrit(fils)
    expect('appel' in lu && lu.appel.convention).toEqual({
      subvention: ecrit.convention?.subvention,
      ent: [{ id: 'objet', genre: 'article', titre: 'Objet', texte: 'Texte.' }],
    })
    const orphelin = join(bac, 'orphelin')
    cpSync(join(bac, 'tne38-pac-2025'), orphelin, { recursive: true })
    rmSync(join(orphelin, 'convention'), { recursive: true })
    const sans = await lireAppelEcrit(orphelin)
    expect('appel' in sans && sans.appel.convention).toBeUndefined()
  })
})
