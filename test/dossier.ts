import { ECOLES, type maisonDEssai, PILOTE, VOIRON } from './maison.ts'
import { pdf } from './pdf.ts'

type Maison = Awaited<ReturnType<typeof maisonDEssai>>
type Compte = Awaited<ReturnType<Maison['compte']>>

/** The parties of a pilot dossier, created once per house. */
export const parties = async (m: Maison) => ({
  maire: await m.compte('maire@exemple.fr', `signataire@${VOIRON.siren}`, `gestionnaire_organisme@${VOIRON.siren}`),
  secretaire: await m.compte('secretaire@exemple.fr', `redacteur@${VOIRON.siren}`),
  directrice: await m.compte('directrice@exemple.fr', `directeur@${ECOLES.ferry}`, `directeur@${ECOLES.brunerie}`),
  erun: await m.compte('erun@exemple.fr', 'erun@0380999E'),
  ien: await m.compte('ien@exemple.fr', 'ien@0380999E'),
  instructeur: await m.compte('instructeur@exemple.fr', `instructeur@${PILOTE}`),
  rectorat: await m.compte('rectorat@exemple.fr', `rectorat@${PILOTE}`),
  membre: await m.compte('membre@exemple.fr', `membre_commission@${PILOTE}`),
  presidente: await m.compte('presidente@exemple.fr', `president_commission@${PILOTE}`),
  assemblee: await m.compte('assemblee@exemple.fr', `secretaire_assemblee@${PILOTE}`),
  presidence: await m.compte('presidence@exemple.fr', `presidence@${PILOTE}`),
  paiement: await m.compte('paiement@exemple.fr', `gestionnaire_paiement@${PILOTE}`),
  validation: await m.compte('validation@exemple.fr', `valideur_paiement@${PILOTE}`),
  administration: await m.compte('administration@exemple.fr', `administrateur_appel@${PILOTE}`),
  autre: await m.compte('autre@exemple.fr', 'signataire@213801871'),
})

const ECOLE = {
  presentation: {
    nb_classes: 5,
    nb_classes_concernees: 5,
    nb_eleves: 120,
    debit_par_classe: 30,
    ent_existant: true,
    ent_nom: 'Un ENT',
  },
  projet: {
    description:
      'Un projet pour que chaque élève lise, écrive et comprenne avec les outils qui lui conviennent. '.repeat(3),
    publics: ['dys', 'ulis'],
    objectifs: 'Rendre les supports lisibles par tous les élèves, dans chaque classe. '.repeat(2),
  },
  formation: { nb_enseignants: 6 },
  parentalite: {},
}

/** Answers that make a pilot dossier complete; `lignes` per table. Amounts in cents. */
export const reponsesCompletes = (
  m: Maison,
  ecoles: string[],
  lignes: { equipements?: object[]; ressources?: object[] } = {},
) => {
  void m
  const themes = { formation: { ...ECOLE.formation, themes: ['conception_universelle'] } }
  return {
    commune: {
      contact_nom: 'Camille Essai',
      contact_fonction: 'Secrétaire de mairie',
      contact_courriel: 'mairie@exemple.fr',
      contact_telephone: '0476000000',
      signataire_nom: 'Dominique Essai',
      signataire_fonction: 'Maire',
      nombre_ecoles: ecoles.length,
    },
    ecoles: Object.fromEntries(
      ecoles.map((u) => [
        u,
        {
          ...ECOLE,
          ...themes,
          equipements: { lignes: lignes.equipements ?? [] },
          ressources: { lignes: lignes.ressources ?? [] },
        },
      ]),
    ),
  }
}

/** A file, by the API. */
export const joindre = async (
  m: Maison,
  qui: Compte,
  dossier: string,
  nature: string,
  ecole?: string,
  nom = `${nature}.pdf`,
): Promise<string> => {
  const limite = 'frontiere'
  const champ = (n: string, v: string) => `--${limite}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`
  const corps = Buffer.concat([
    Buffer.from(
      champ('nature', nature) +
        (ecole ? champ('ecole', ecole) : '') +
        `--${limite}\r\nContent-Disposition: form-data; name="fichier"; filename="${nom}"\r\nContent-Type: application/pdf\r\n\r\n`,
    ),
    pdf(String(Math.random())),
    Buffer.from(`\r\n--${limite}--\r\n`),
  ])
  const r = await m.app.inject({
    method: 'POST',
    url: `/api/v1/dossiers/${dossier}/pieces`,
    headers: { authorization: `Bearer ${qui.jeton}`, 'content-type': `multipart/form-data; boundary=${limite}` },
    payload: corps,
  })
  if (r.statusCode !== 201) throw new Error(r.body)
  return r.json().id
}

/** A complete draft (two schools unless said), validated by its schools unless `jusquau: 'complet'`; filed unless it stops before;
 * `conforme` goes on to the examination. */
export const unDossier = async (
  m: Maison,
  p: Awaited<ReturnType<typeof parties>>,
  o: {
    organisme?: string
    ecoles?: string[]
    jusquau?: 'complet' | 'valide' | 'depose' | 'conforme'
    lignes?: Parameters<typeof reponsesCompletes>[2]
  } = {},
): Promise<string> => {
  const ecoles = o.ecoles ?? [ECOLES.ferry, ECOLES.brunerie]
  const cree = await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, {
    organisme: o.organisme ?? VOIRON.siren,
  })
  if (cree.statut !== 201) throw new Error(JSON.stringify(cree.json))
  const id: string = cree.json.id
  const bien = (r: { statut: number; json: unknown }) => {
    if (r.statut !== 200) throw new Error(JSON.stringify(r.json))
  }
  for (const uai of ecoles) bien(await p.maire.acte(id, 'inscrire_ecole', { uai }))
  bien(await p.maire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, reponsesCompletes(m, ecoles, o.lignes)))
  for (const uai of ecoles) await joindre(m, p.maire, id, 'attestation_debit', uai)
  if (o.jusquau === 'complet') return id
  for (const uai of ecoles) bien(await p.directrice.acte(id, 'valider_projet_ecole', { sur: uai }))
  if (o.jusquau === 'valide') return id
  bien(await p.maire.acte(id, 'deposer', { engagements: true }))
  if (o.jusquau !== 'conforme') return id
  const { controle } = (await p.maire.api('GET', `/api/v1/appels/${PILOTE}`)).json
  const elements = controle.map((c: { id: string }) => ({ element: c.id, verdict: 'conforme' }))
  bien(await p.instructeur.acte(id, 'examiner', { elements }))
  bien(await p.instructeur.acte(id, 'declarer_conforme'))
  return id
}
