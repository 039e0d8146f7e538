import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Acteur } from '../src/domaine/faits.ts'
import { formulairePublic } from '../src/domaine/formulaire/formulaire-public.ts'
import { lettreUai } from '../src/domaine/identifiants/uai.ts'
import { estRefus } from '../src/domaine/refus.ts'
import { accomplir } from '../src/registre/accomplir.ts'
import { acteurParId } from '../src/registre/acteurs.ts'
import { lireAppelPublie } from '../src/registre/appels.ts'
import { creerPersonne, habiliter } from '../src/registre/comptes.ts'
import { creerBrouillon } from '../src/registre/creer-brouillon.ts'
import { ajouterPiece } from '../src/registre/pieces.ts'
import { repondre } from '../src/registre/repondre.ts'
import type { ouvrirMaisonDeBanc } from './maison.ts'

export const PILOTE = 'tne38-pac-2025'
const VOIRON = '213805633'

/** One complete draft of the pilot call with three schools, made by the real acts. */
export const unBrouillon = async (
  m: Awaited<ReturnType<typeof ouvrirMaisonDeBanc>>,
): Promise<{ id: string; maire: Acteur; uais: string[] }> => {
  const { base, maintenant } = m.porte
  const uais = [1, 2, 3].map((n) => `038990${n}${lettreUai(`038990${n}`)}`)
  for (const uai of uais)
    await sql`insert into ecole (uai, nom, commune, departement, type, secteur, contrat, courriel, circonscription_code, eleves, etat, recherche, maj_le)
      values (${uai}, ${`École de banc ${uai}`}, '38563', '038', 'primaire', 'public', 'sans_objet', ${`ce.${uai}@exemple.fr`}, '0380999E', 120, 'ouvert', 'ecole de banc', ${maintenant()})`.execute(
      base,
    )
  const personne = await creerPersonne(base, 'maire.banc@exemple.fr', 'Maire de banc', maintenant())
  await habiliter(base, personne, { role: 'signataire', portee: VOIRON }, maintenant())
  for (const uai of uais) await habiliter(base, personne, { role: 'directeur', portee: uai }, maintenant())
  const maire = await acteurParId(base, personne, maintenant())
  if (!maire) throw new Error('The bench has no mayor.')
  const cree = sur(await creerBrouillon(m.porte, { slug: PILOTE, organisme: VOIRON, acteur: maire }))
  const acte = async (nom: string, saisie: object) => {
    const { rows } = await sql<{ version: number }>`select version from dossier where id = ${cree.id}`.execute(base)
    return sur(
      await accomplir(m.porte, {
        dossier: cree.id,
        acte: nom,
        acteur: maire,
        saisie: { version: rows[0]?.version, ...saisie },
      }),
    )
  }
  for (const uai of uais) await acte('inscrire_ecole', { uai })
  const publie = await lireAppelPublie(base, PILOTE)
  if (!publie) throw new Error('The pilot call is not published.')
  sur(
    await repondre(m.porte, {
      dossier: cree.id,
      fragment: reponses(formulairePublic(publie.appel), uais),
      acteur: maire,
    }),
  )
  for (const uai of uais) {
    const ecrit = sur(await m.fichiers.ecrire(Readable.from([`%PDF-1.4 ${uai}`])))
    sur(
      await ajouterPiece(m.porte, {
        dossier: cree.id,
        nature: 'attestation_debit',
        ecole: uai,
        acteur: maire,
        fichier: { ...ecrit, type: 'application/pdf', nom: 'attestation.pdf', antivirus: 'non_analyse' },
      }),
    )
    await acte('valider_projet_ecole', { sur: uai })
  }
  return { id: cree.id, maire, uais }
}

const sur = <T>(x: T): Exclude<T, { refus: true }> => {
  if (estRefus(x)) throw new Error(`${x.detail} ${JSON.stringify(x.erreurs ?? [])}`)
  return x as Exclude<T, { refus: true }> // narrowed just before
}

type Formulaire = ReturnType<typeof formulairePublic>
type Question = Formulaire['sections'][number]['questions'][number]

const TEXTE = 'Un projet construit avec les écoles du bourg pour que chaque élève lise, écrive et comprenne. '

const valeur = (q: Question, ecoles: number): unknown => {
  if (q.id === 'nombre_ecoles') return ecoles
  if (q.type === 'texte' || q.type === 'texte_long')
    return TEXTE.repeat(Math.ceil((q.min ?? 1) / TEXTE.length))
      .slice(0, q.max ?? 90)
      .trim()
  if (q.type === 'entier') return Math.max(q.min ?? 0, Math.min(q.max ?? 5, q.id === 'debit_par_classe' ? 30 : 5))
  if (q.type === 'oui_non') return false
  if (q.type === 'choix') return q.choix?.[0]?.valeur
  if (q.type === 'choix_multiple') return [q.choix?.[0]?.valeur]
  if (q.type === 'courriel') return 'mairie@exemple.fr'
  if (q.type === 'telephone') return '0476000000'
  if (q.type === 'date') return '2025-03-15'
  return undefined
}

const reponses = (f: Formulaire, uais: string[]): object => {
  const bloc = (s: Formulaire['sections'][number]) =>
    Object.fromEntries(s.questions.map((q) => [q.id, valeur(q, uais.length)]).filter(([, v]) => v !== undefined))
  const parEcole = Object.fromEntries(f.sections.filter((s) => s.par === 'ecole').map((s) => [s.id, bloc(s)]))
  return {
    ...Object.fromEntries(f.sections.filter((s) => s.par === 'dossier').map((s) => [s.id, bloc(s)])),
    ecoles: Object.fromEntries(uais.map((u) => [u, parEcole])),
  }
}
