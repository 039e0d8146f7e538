import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Article } from '../appel/schema.ts'
import { schemaSection } from '../appel/schema-formulaire.ts'
import { estRefus } from '../refus.ts'
import { completude, etatSection } from './completude.ts'
import { visible } from './conditions.ts'
import { formulairePublic } from './formulaire-public.ts'
import { differences, fusionner } from './fusionner.ts'
import { lireFormulaire } from './lire-formulaire.ts'
import { nettoyer } from './nettoyer.ts'
import type { Reponses } from './reponses.ts'

const UAI = '0380032D'
const AUTRE = '0400193T'
const catalogue: Article[] = [
  {
    id: 'casque',
    libelle: 'Casque',
    volet: 'equipement',
    categorie: 'C',
    unite: 'casque',
    plafond: 3500,
    exigences: [],
  },
]
const formulaire = [
  {
    id: 'commune',
    titre: 'Votre commune',
    par: 'dossier',
    redacteurs: ['redacteur'],
    questions: [
      { id: 'contact_nom', type: 'texte', libelle: 'Nom', siVide: 'Indiquez qui contacter.' },
      { id: 'nombre_ecoles', type: 'entier', libelle: 'Nombre d’écoles', egaleNombreEcoles: true },
      { id: 'remarque', type: 'texte_long', libelle: 'Remarque', obligatoire: false },
    ],
  },
  {
    id: 'presentation',
    titre: 'L’école',
    par: 'ecole',
    redacteurs: ['directeur'],
    questions: [
      { id: 'nb_classes', type: 'entier', libelle: 'Classes' },
      { id: 'nb_classes_concernees', type: 'entier', libelle: 'Concernées', auPlus: 'nb_classes' },
      { id: 'ent', type: 'oui_non', libelle: 'Un ENT ?' },
      { id: 'ent_nom', type: 'texte', libelle: 'Lequel ?', si: { question: 'ent', egal: true } },
      { id: 'ent_age', type: 'entier', libelle: 'Depuis ?', si: { question: 'presentation.ent_nom', renseigne: true } },
      { id: 'attestation', type: 'fichier', libelle: 'Attestation' },
      {
        id: 'lignes',
        type: 'table',
        libelle: 'Équipements',
        obligatoire: false,
        colonnes: [
          { id: 'article', type: 'choix', libelle: 'Article', catalogue: 'equipement' },
          { id: 'quantite', type: 'entier', libelle: 'Quantité', min: 1 },
        ],
      },
    ],
  },
].map((s) => schemaSection.parse(s))
const appel = { formulaire, catalogue }
const [commune, presentation] = formulaire as [(typeof formulaire)[0], (typeof formulaire)[0]] // the two sections above

const PLEIN: Reponses = {
  commune: { contact_nom: 'Camille', nombre_ecoles: 1 },
  ecoles: { [UAI]: { presentation: { nb_classes: 5, nb_classes_concernees: 3, ent: false } } },
}
const dossier = (reponses: Reponses, suite: object = {}) => ({
  appel,
  reponses,
  ecoles: [{ uai: UAI, etat: 'a_rediger' }],
  pieces: [{ nature: 'attestation', ecole: UAI }],
  ...suite,
})
const chemins = (d: ReturnType<typeof dossier>) => completude(d).manquants.map((m) => m.chemin)
const ecole = (presentation: object): Reponses => ({
  ...PLEIN,
  ecoles: { [UAI]: { presentation: { ...presentation } } },
})

describe('ce qui manque à un dossier', () => {
  it('un dossier complet ne manque de rien', () => expect(completude(dossier(PLEIN))).toEqual({ manquants: [] }))
  it('un dossier vide dit tout, dans l’ordre du formulaire, école par école', () => {
    expect(completude(dossier({}, { pieces: [] })).manquants).toEqual([
      { chemin: 'commune.contact_nom', message: 'Indiquez qui contacter.' },
      { chemin: 'commune.nombre_ecoles', message: expect.stringMatching(/Nombre d’écoles/) },
      { chemin: `ecoles.${UAI}.presentation.nb_classes`, message: expect.any(String) },
      { chemin: `ecoles.${UAI}.presentation.nb_classes_concernees`, message: expect.any(String) },
      { chemin: `ecoles.${UAI}.presentation.ent`, message: expect.any(String) },
      { chemin: `ecoles.${UAI}.presentation.attestation`, message: expect.stringMatching(/Déposez le fichier/) },
    ])
  })
  it('une commune sans école doit en ajouter une', () =>
    expect(chemins(dossier({ commune: { contact_nom: 'C', nombre_ecoles: 0 } }, { ecoles: [] }))).toEqual(['ecoles']))
  it('une école retirée ne compte plus', () =>
    expect(chemins(dossier(PLEIN, { ecoles: [{ uai: UAI }, { uai: AUTRE, etat: 'retire' }] }))).toEqual([]))
  it('le nombre d’écoles annoncé est celui des écoles ajoutées', () =>
    expect(
      completude(dossier({ ...PLEIN, commune: { contact_nom: 'C', nombre_ecoles: 2 } })).manquants[0]?.message,
    ).toMatch(/Vous annoncez 2 écoles et le dossier en contient 1/))
  it('une école n’a pas plus de classes concernées que de classes', () =>
    expect(completude(dossier(ecole({ nb_classes: 2, nb_classes_concernees: 3, ent: false }))).manquants).toEqual([
      {
        chemin: `ecoles.${UAI}.presentation.nb_classes_concernees`,
        message: expect.stringMatching(/\(3\) dépasse.*\(2\)/),
      },
    ]))
  it('une réponse fausse est dite à sa place, jusqu’à la case du tableau', () =>
    expect(
      chemins(
        dossier(
          ecole({
            nb_classes: 'cinq',
            nb_classes_concernees: 1,
            ent: false,
            lignes: [{ article: 'casque', quantite: 0 }],
          }),
        ),
      ),
    ).toEqual([`ecoles.${UAI}.presentation.nb_classes`, `ecoles.${UAI}.presentation.lignes.0.quantite`]))
  it('le fichier d’une école ne vaut pas pour une autre', () =>
    expect(
      chemins(
        dossier(PLEIN, {
          pieces: [
            { nature: 'attestation', ecole: null },
            { nature: 'attestation', ecole: AUTRE },
          ],
        }),
      ),
    ).toEqual([`ecoles.${UAI}.presentation.attestation`]))
  it('une section est vide, en cours ou complète', () => {
    expect(etatSection(dossier({}), commune)).toBe('vide')
    expect(etatSection(dossier({ commune: { contact_nom: 'C' } }), commune)).toBe('en_cours')
    expect(etatSection(dossier(PLEIN), presentation, UAI)).toBe('complete')
  })
})

describe('une question conditionnelle', () => {
  const montrer = (presentation: object) =>
    chemins(dossier(ecole({ nb_classes: 1, nb_classes_concernees: 1, ...presentation })))
  it('n’est demandée que si la condition est remplie', () => {
    expect(montrer({ ent: false })).toEqual([])
    expect(montrer({ ent: true })).toEqual([`ecoles.${UAI}.presentation.ent_nom`])
    expect(montrer({ ent: true, ent_nom: 'Beneylu' })).toEqual([`ecoles.${UAI}.presentation.ent_age`])
  })
  it('oublie une réponse restée dans une question cachée', () =>
    expect(montrer({ ent: false, ent_nom: 'Beneylu' })).toEqual([]))
  it('combine et, ou, non, parmi', () => {
    const portee = { appel, reponses: ecole({ nb_classes: 3, ent: true }), section: 'presentation', uai: UAI }
    const vue = (si: object) => visible({ si: schemaSection.shape.si.parse(si) }, portee)
    expect(
      vue({
        et: [
          { question: 'ent', egal: true },
          { question: 'nb_classes', parmi: [2, 3] },
        ],
      }),
    ).toBe(true)
    expect(
      vue({
        ou: [
          { question: 'ent', egal: false },
          { question: 'nb_classes', egal: 2 },
        ],
      }),
    ).toBe(false)
    expect(vue({ non: { question: 'ent_nom', renseigne: true } })).toBe(true)
    expect(vue({ question: 'ent_nom', renseigne: false })).toBe(true)
  })
})

describe('ce qu’on garde d’un envoi', () => {
  const garder = (fragment: unknown) => nettoyer(fragment, appel, [UAI])
  it('les réponses partielles ou fausses sont gardées', () => {
    const fragment = {
      commune: { contact_nom: 12 },
      ecoles: { [UAI]: { presentation: { nb_classes: 'cinq', lignes: [{ article: 'x' }] } } },
    }
    expect(garder(fragment)).toEqual({ reponses: fragment })
  })
  it('les caractères invisibles tombent, les fins de ligne s’accordent', () =>
    expect(garder({ commune: { remarque: 'a\u0000\u202eb\r\nc\ud800' } })).toEqual({
      reponses: { commune: { remarque: 'ab\nc\ufffd' } },
    }))
  it.each<[string, unknown, string]>([
    ['section', { inconnue: {} }, 'inconnue'],
    ['question', { commune: { contact_prenom: 'C' } }, 'commune.contact_prenom'],
    ['école', { ecoles: { [AUTRE]: {} } }, `ecoles.${AUTRE}`],
    ['section d’école au mauvais endroit', { presentation: {} }, 'presentation'],
    ['section de dossier au mauvais endroit', { ecoles: { [UAI]: { commune: {} } } }, `ecoles.${UAI}.commune`],
    [
      'fichier',
      { ecoles: { [UAI]: { presentation: { attestation: 'x' } } } },
      `ecoles.${UAI}.presentation.attestation`,
    ],
    ['texte immense', { commune: { remarque: 'x'.repeat(20_001) } }, 'commune.remarque'],
    [
      'table immense',
      { ecoles: { [UAI]: { presentation: { lignes: Array(501).fill({}) } } } },
      `ecoles.${UAI}.presentation.lignes`,
    ],
    ['objet trop profond', { commune: { remarque: [[[['x']]]] } }, 'commune.remarque'],
    ['nombre infini', { commune: { nombre_ecoles: Number.POSITIVE_INFINITY } }, 'commune.nombre_ecoles'],
    ['prototype', JSON.parse('{"__proto__":{"a":1}}'), '__proto__'],
    ['prototype d’une question', JSON.parse('{"commune":{"__proto__":{"a":1}}}'), 'commune.__proto__'],
    ['prototype d’une ligne', { commune: { remarque: [JSON.parse('{"__proto__":1}')] } }, 'commune.remarque'],
    ['liste au lieu d’un objet', [], ''],
    ['texte au lieu d’une section', { commune: 'x' }, 'commune'],
  ])('%s : refusé, avec son chemin', (_, fragment, chemin) => {
    const r = garder(fragment)
    expect(r).toMatchObject({ refus: true, statut: 422, erreurs: [{ chemin }] })
  })
  it('n’importe quel JSON est gardé ou refusé, jamais une panne', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (v) => {
        const r = garder({ commune: { remarque: v } })
        if (!estRefus(r)) expect(JSON.stringify(r.reponses)).not.toContain('\\u0000')
      }),
    )
  })
})

describe('deux envois l’un après l’autre', () => {
  it('se complètent, question par question', () => {
    const apres = fusionner(PLEIN, {
      commune: { contact_nom: null, remarque: 'Bonjour' },
      ecoles: { [UAI]: { presentation: { ent: true } } },
    })
    expect(apres).toEqual({
      commune: { nombre_ecoles: 1, remarque: 'Bonjour' },
      ecoles: { [UAI]: { presentation: { nb_classes: 5, nb_classes_concernees: 3, ent: true } } },
    })
    expect(PLEIN.commune).toEqual({ contact_nom: 'Camille', nombre_ecoles: 1 })
  })
  it('le même envoi deux fois ne change rien de plus', () => {
    const section = fc.dictionary(fc.constantFrom('contact_nom', 'remarque'), fc.oneof(fc.string(), fc.constant(null)))
    fc.assert(
      fc.property(section, section, (a, b) => {
        const une = fusionner({ commune: a }, { commune: b })
        expect(fusionner(une, { commune: b })).toEqual(une)
        expect(differences(une, fusionner(une, { commune: b }))).toEqual([])
      }),
    )
  })
  it('leurs différences sont dites par chemin, sans tenir compte de l’ordre des clés', () => {
    const autre = fusionner(PLEIN, { commune: { contact_nom: 'Dominique' } })
    expect(differences(PLEIN, autre)).toEqual([{ chemin: 'commune.contact_nom', avant: 'Camille', apres: 'Dominique' }])
    expect(
      differences({ commune: { remarque: [{ a: 1, b: 2 }] } }, { commune: { remarque: [{ b: 2, a: 1 }] } }),
    ).toEqual([])
  })
})

describe('une page envoyée sans JavaScript', () => {
  it('donne des réponses, et garde ce qui ne se lit pas', () => {
    const lu = lireFormulaire(
      {
        nb_classes: '5',
        nb_classes_concernees: 'trois',
        ent: 'non',
        'lignes.1.article': 'casque',
        'lignes.1.quantite': '2',
        'lignes.0.article': '',
        autre: 'x',
      },
      presentation,
      catalogue,
    )
    expect(lu.reponses).toEqual({
      nb_classes: 5,
      nb_classes_concernees: 'trois',
      ent: false,
      ent_nom: null,
      ent_age: null,
      lignes: [{ article: 'casque', quantite: 2 }],
    })
    expect(lu.erreurs.map((e) => e.chemin)).toEqual(['presentation.nb_classes_concernees'])
  })
  it('ne lit que les questions de la page', () =>
    expect(lireFormulaire({}, presentation, catalogue, ['ent']).reponses).toEqual({ ent: null }))
  it('ne se laisse pas remplir par des indices absurdes', () =>
    expect(lireFormulaire({ 'lignes.9999.article': 'casque' }, presentation, catalogue, ['lignes']).reponses).toEqual({
      lignes: null,
    }))
})

it('la description publique du formulaire suit le contrat', () => {
  const { sections } = formulairePublic(appel)
  expect(sections[0]).toMatchObject({ id: 'commune', par: 'dossier', redacteurs: ['redacteur'] })
  const questions = sections[1]?.questions ?? []
  expect(questions[3]).toEqual({
    id: 'ent_nom',
    type: 'texte',
    libelle: 'Lequel ?',
    aide: null,
    obligatoire: true,
    si: { question: 'ent', egal: true },
    max: 200,
  })
  expect(questions[6]?.colonnes?.[0]).toMatchObject({
    choix: [{ valeur: 'casque', libelle: 'Casque', unite: 'casque', plafond: 3500, volet: 'equipement' }],
  })
})
