import type { Decision } from '../domaine/enveloppe.ts'
import { eurosCourts, lireMontant } from '../domaine/montants.ts'
import { type Erreur, estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirSeance } from '../registre/accomplir-seance.ts'
import { classementVu } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { listerSeances, voirSeance } from '../registre/seances.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { lirePage, lireTexte } from '../ui/adresse.ts'
import { urls } from '../urls.ts'
import { type Ecran, entrer } from './ecran.ts'
import { EnveloppePage } from './enveloppe-page.tsx'
import {
  creerScenario,
  type Essai,
  essayer,
  lireNomsEpci,
  lireScenarios,
  type ProjetEnJeu,
  projetsEnJeu,
  simulerScenario,
  supprimerScenario,
} from './scenarios.ts'

const ESSAIENT = ['president_commission', 'instructeur', 'secretaire_assemblee'] as const
const EN_COLONNES = 6

/** The money of a call, and scenarios tried without effect until one becomes a session's proposal. */
export const routesEnveloppe: Slice = ({ pages, maison }) => {
  pages.get(urls.enveloppe, (requete) => montrer(maison, requete))
  pages.post(urls.enveloppe, async (requete) => {
    const e = await entrer(maison, requete)
    if (!e) return introuvable()
    if (!ESSAIENT.some((r) => e.roles.includes(r)))
      return refus(
        'role_insuffisant',
        'La présidence de la commission et le service instructeur essaient les scénarios.',
        403,
      )
    const corps = requete.body ?? {}
    const scenarios = await lireScenarios(e.base, e.slug)
    const scenario = scenarios.find((s) => s.id === texteDe(corps, 'scenario'))
    const geste = texteDe(corps, 'geste')
    const commun = { slug: e.slug, par: e.acteur.nom, le: e.maintenant }
    if (geste === 'creer') {
      const nom = lireTexte(corps.nom, 80)
      if (!nom)
        return montrer(
          maison,
          requete,
          saisieInvalide([
            {
              chemin: 'nom',
              message: 'Donnez un nom au scénario, par exemple «\u00a0Priorité aux petites communes\u00a0».',
            },
          ]),
        )
      const id = await creerScenario(e.base, { ...commun, nom, essais: scenario?.essais ?? {} })
      return { vers: urls.enveloppe.href({ slug: e.slug }, { scenario: id }) }
    }
    if (!scenario) return introuvable()
    if (geste === 'supprimer') {
      await supprimerScenario(e.base, e.slug, scenario.id)
      return { vers: urls.enveloppe.href({ slug: e.slug }) }
    }
    if (geste === 'appliquer') return appliquer(maison, requete, e, scenario)
    if (geste !== 'essayer') return introuvable()
    const lus = lireEssais(corps, projetsEnJeu(await classementVu(e.base, e.appel, e.acteur)))
    if (estRefus(lus)) return montrer(maison, requete, lus)
    await essayer(e.base, { ...commun, id: scenario.id, essais: lus })
    const page = texteDe(corps, 'page')
    return {
      vers: urls.enveloppe.href({ slug: e.slug }, { scenario: scenario.id, page: page === '1' ? undefined : page }),
    }
  })
}

/** What one page of the form says of its projects; « selon le classement » without another amount takes the trial away. */
const lireEssais = (corps: Corps, projets: readonly ProjetEnJeu[]): Record<string, Essai | null> | Refus => {
  const erreurs: Erreur[] = []
  const essais: Record<string, Essai | null> = {}
  for (const p of projets) {
    if (p.fige || !Object.hasOwn(corps, `decision.${p.id}`)) continue
    const decision = DECISIONS.find((d) => d === texteDe(corps, `decision.${p.id}`))
    const typee = texteDe(corps, `montant.${p.id}`)
    const montant = typee === '' ? undefined : lireMontant(typee)
    if (typee !== '' && (montant === undefined || montant > p.montant))
      erreurs.push({
        chemin: `montant.${p.id}`,
        message: `Indiquez pour ${p.nom} un montant de 0 à ${eurosCourts(p.montant)}, son plafond.`,
      })
    const autre = montant !== undefined && montant !== p.montant ? montant : undefined
    essais[p.id] =
      decision || autre !== undefined
        ? { ...(decision ? { decision } : {}), ...(autre === undefined ? {} : { montant: autre }) }
        : null
  }
  return erreurs.length > 0 ? saisieInvalide(erreurs) : essais
}
const DECISIONS: readonly Decision[] = ['retenu', 'liste_attente', 'non_retenu']

/** The scenario becomes what the session's screen proposes for the dossiers on its agenda. Nothing is decided. */
const appliquer = async (
  maison: Maison,
  requete: Requete,
  e: Ecran,
  scenario: { nom: string; essais: Record<string, Essai> },
): Promise<Sortie> => {
  const seance = await voirSeance(e.base, texteDe(requete.body, 'seance'), e.acteur)
  if (!seance || seance.seance.appel !== e.slug)
    return montrer(
      maison,
      requete,
      saisieInvalide([{ chemin: 'seance', message: 'Choisissez la séance qui reçoit ce scénario.' }]),
    )
  const projets = projetsEnJeu(await classementVu(e.base, e.appel, e.acteur))
  const inscrits = new Set(seance.dossiers.map((d) => d.id))
  const lignes = simulerScenario(e.appel, projets, scenario.essais).lignes
  const propositions = projets.flatMap((p) => {
    const l = lignes.find((x) => x.id === p.id)
    return l && !p.fige && inscrits.has(p.dossier)
      ? [{ dossier: p.dossier, ecole: p.uai, decision: l.decision, montant: l.montant }]
      : []
  })
  const fait = await accomplirSeance(maison.porte, {
    seance: seance.seance.id,
    acte: 'appliquer_scenario',
    saisie: { version: Number(texteDe(requete.body, `version.${seance.seance.id}`)), nom: scenario.nom, propositions },
    acteur: e.acteur,
    recuLe: requete.recuLe,
  })
  if (estRefus(fait)) return montrer(maison, requete, fait)
  return { vers: urls.seance.href({ slug: e.slug, id: seance.seance.id }, { fait: 'appliquer_scenario' }) }
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus): Promise<Sortie> => {
  const e = await entrer(maison, requete, 'enveloppe')
  if (!e) return introuvable()
  const [enveloppe, classement, scenarios, seances] = await Promise.all([
    lireEnveloppe(e.base, e.appel),
    classementVu(e.base, e.appel, e.acteur),
    lireScenarios(e.base, e.slug),
    listerSeances(e.base, e.slug, e.acteur),
  ])
  const projets = projetsEnJeu(classement)
  const choisi = scenarios.find((s) => s.id === (texteDe(requete.body, 'scenario') || requete.query.scenario))
  const seul = simulerScenario(e.appel, projets)
  const essayes = scenarios
    .filter((s, i) => i < EN_COLONNES || s.id === choisi?.id)
    .map((scenario) => ({ scenario, simulation: simulerScenario(e.appel, projets, scenario.essais) }))
  const epcis = [...new Set(projets.flatMap((p) => p.epci ?? []))]
  return {
    page: (
      <EnveloppePage
        {...{ e, enveloppe, projets, seul, essayes, choisi, non }}
        simulation={essayes.find((x) => x.scenario.id === choisi?.id)?.simulation ?? seul}
        seances={(seances ?? []).filter(
          (s) => s.genre === 'technique' && (s.etat === 'preparee' || s.etat === 'ouverte'),
        )}
        epcis={await lireNomsEpci(e.base, epcis)}
        ecrit={ESSAIENT.some((r) => e.roles.includes(r))}
        page={lirePage(texteDe(requete.body, 'page') || requete.query.page)}
        corps={non ? (requete.body ?? {}) : {}}
      />
    ),
    statut: non?.statut ?? 200,
  }
}
