import type { Controle } from './appel/schema-instruction.ts'
import { calculDuDossier, demandeInitiale } from './demande.ts'
import { type EcoleDuDossier, ecolesVivantes, type Faits } from './faits.ts'
import { completude } from './formulaire/completude.ts'
import { reponsesDe } from './formulaire/reponses.ts'
import { dateHeure, enumerer } from './francais.ts'
import { euros } from './montants.ts'
import { typographier } from './organismes.ts'

/** What the machine found for an item of the checklist, and from where. `a_verifier`: a person must look. */
export type Constat = { verdict: 'conforme' | 'non_conforme' | 'a_verifier'; texte: string; source: string }

type Base = Pick<Faits, 'appel' | 'dossier' | 'organisme' | 'ecoles' | 'reponses' | 'pieces' | 'devis' | 'calendrier'>

const ANNUAIRE = 'Annuaire de l’éducation'
const DOSSIER = 'Réponses du dossier'

/** Automatic checks of the call's checklist, by item id: they prefill the examination, the agent keeps the last word. Pure. */
export const controles = (f: Base): Record<string, Constat> =>
  Object.fromEntries(
    f.appel.controle.flatMap((e) => (e.automatique ? [[e.id, CONTROLES[e.automatique](f)] as const] : [])),
  )

/** The items that deserve a look, for lists and filters. */
export const alertesDe = (f: Base): string[] =>
  Object.entries(controles(f)).flatMap(([id, c]) => (c.verdict === 'conforme' ? [] : [id]))

const ok = (texte: string, source: string): Constat => ({ verdict: 'conforme', texte, source })

/** Conform when nobody is at fault; else says who. */
const parEcole = (
  f: Base,
  fautive: (e: EcoleDuDossier) => string | undefined,
  bien: string,
  source: string,
  verdict: Constat['verdict'] = 'non_conforme',
): Constat => {
  const fautes = ecolesVivantes(f).flatMap((e) => {
    const faute = fautive(e)
    return faute ? [`${typographier(e.nom)} : ${faute}`] : []
  })
  return fautes.length > 0 ? { verdict, texte: `${fautes.join(' ; ')}.`, source } : ok(bien, source)
}

const nombreDe = (f: Base, uai: string, question: string): number | undefined => {
  const x = reponsesDe(f.reponses, 'presentation', uai)[question]
  return typeof x === 'number' ? x : undefined
}

const CONTROLES: Record<Controle, (f: Base) => Constat> = {
  territoire: ({ appel, organisme }) => {
    const bon =
      appel.candidats.types.includes(organisme.type) &&
      (organisme.departement === null || appel.territoire.departements.includes(organisme.departement))
    return bon
      ? ok(
          `${typographier(organisme.nom)} est dans le territoire (${appel.territoire.libelle}).`,
          'Annuaire des communes et des EPCI',
        )
      : {
          verdict: 'non_conforme',
          texte: `${typographier(organisme.nom)} n’est pas un candidat possible : ${appel.territoire.libelle}.`,
          source: 'Annuaire des communes et des EPCI',
        }
  },
  delai: ({ dossier, calendrier }) => {
    const depot = dossier.depose_le ? new Date(dossier.depose_le) : undefined
    const fin = new Date(dossier.cloture_particuliere ?? calendrier.cloture)
    if (!depot) return { verdict: 'a_verifier', texte: 'Le dossier n’est pas déposé.', source: 'Horloge du serveur' }
    if (dossier.papier)
      return {
        verdict: 'a_verifier',
        texte: 'Dossier papier : vérifiez le cachet de la poste.',
        source: 'Saisie du service',
      }
    return depot < fin || depot < new Date(calendrier.cloture)
      ? ok(`Reçu le ${dateHeure(depot)}.`, 'Horloge du serveur')
      : {
          verdict: 'non_conforme',
          texte: `Reçu le ${dateHeure(depot)}, après la clôture.`,
          source: 'Horloge du serveur',
        }
  },
  // The register refuses a school in two live dossiers: what is seen here can only be clean.
  doublons: () => ok('Aucune école n’est dans un autre dossier en cours de l’appel.', 'Registre des dossiers'),
  ecoles: (f) =>
    parEcole(
      f,
      (e) =>
        e.etat_annuaire === 'ferme'
          ? 'école fermée'
          : f.appel.ecoles.natures.some((n) => n === e.type)
            ? undefined
            : 'hors du premier degré',
      'Toutes les écoles sont ouvertes et du premier degré.',
      ANNUAIRE,
    ),
  contrat: (f) =>
    parEcole(
      f,
      (e) =>
        e.secteur === 'prive' && e.contrat === 'sans_objet' && f.appel.ecoles.sousContrat
          ? 'privée sans contrat'
          : undefined,
      'Chaque école est publique ou sous contrat.',
      ANNUAIRE,
    ),
  debit: (f) =>
    parEcole(
      f,
      (e) => {
        const debit = nombreDe(f, e.uai, 'debit_par_classe')
        return debit === undefined
          ? 'débit non indiqué'
          : debit < f.appel.ecoles.debitMinimum
            ? `${debit} Mb/s déclarés, ${f.appel.ecoles.debitMinimum} demandés`
            : undefined
      },
      `Au moins ${f.appel.ecoles.debitMinimum} Mb/s déclarés partout.`,
      DOSSIER,
    ),
  effectifs: (f) =>
    parEcole(
      f,
      (e) => {
        const eleves = nombreDe(f, e.uai, 'nb_eleves')
        if (eleves === undefined || e.eleves_annuaire === null || e.eleves_annuaire === 0) return undefined
        return Math.abs(eleves - e.eleves_annuaire) / e.eleves_annuaire > 0.15
          ? `${eleves} élèves déclarés, ${e.eleves_annuaire} dans l’annuaire`
          : undefined
      },
      'Les effectifs déclarés concordent avec l’annuaire, à 15 % près.',
      `${DOSSIER} et annuaire de l’éducation`,
      'a_verifier',
    ),
  pieces: (f) => {
    const fichiers = new Set(
      f.appel.formulaire.flatMap((s) => s.questions.filter((q) => q.type === 'fichier').map((q) => q.id)),
    )
    const manquants = completude(f).manquants.filter((m) => fichiers.has(m.chemin.split('.').at(-1) ?? ''))
    const infectees = f.pieces.filter((p) => p.antivirus === 'infecte')
    if (manquants.length > 0)
      return { verdict: 'non_conforme', texte: manquants.map((m) => m.message).join(' '), source: 'Pièces du dossier' }
    return infectees.length > 0
      ? {
          verdict: 'non_conforme',
          texte: `Fichier refusé par l’antivirus : ${enumerer(infectees.map((p) => p.nom))}.`,
          source: 'Antivirus',
        }
      : ok(
          `${f.pieces.length} pièce${f.pieces.length > 1 ? 's' : ''} reçue${f.pieces.length > 1 ? 's' : ''}, rien ne manque.`,
          'Pièces du dossier',
        )
  },
  projet: (f) =>
    parEcole(
      f,
      (e) =>
        e.etat === 'valide_par_ecole' || f.dossier.contenu.accordDirection?.includes(e.uai)
          ? undefined
          : 'projet pas encore validé par l’école',
      'Chaque projet est validé par son école, ou son accord est attesté.',
      'Validations du dossier',
      'a_verifier',
    ),
  plafonds: (f) => {
    const chers = demandeInitiale(f).ecoles.flatMap((e) =>
      e.lignes
        .filter((l) => l.plafondUnitaire !== undefined && l.plafondUnitaire > 0 && l.prixUnitaireHt > l.plafondUnitaire)
        .map((l) => `${l.libelle} à ${euros(l.prixUnitaireHt)} (plafond ${euros(l.plafondUnitaire ?? 0)})`),
    )
    return chers.length > 0
      ? {
          verdict: 'a_verifier',
          texte: `Au-dessus du catalogue : ${chers.join(' ; ')}.`,
          source: 'Catalogue de l’appel',
        }
      : ok('Tous les prix sont sous les plafonds du catalogue.', 'Catalogue de l’appel')
  },
  reste_a_charge: (f) => {
    const calcul = calculDuDossier(f)
    return calcul.explication.length > 0
      ? {
          verdict: 'a_verifier',
          texte: `La subvention est ramenée à la limite des aides publiques : il reste ${euros(calcul.autofinancement)} au demandeur.`,
          source: 'Calcul de la subvention (CGCT, art. L1111-10)',
        }
      : ok(`Il reste ${euros(calcul.autofinancement)} au demandeur.`, 'Calcul de la subvention (CGCT, art. L1111-10)')
  },
  ent: (f) => {
    const demande = demandeInitiale(f)
    return parEcole(
      f,
      (e) =>
        reponsesDe(f.reponses, 'presentation', e.uai).ent_existant === true ||
        demande.ecoles.some((d) => d.uai === e.uai && d.lignes.some((l) => l.article === 'ent'))
          ? undefined
          : 'ni ENT existant, ni ENT demandé',
      'Chaque école a un ENT ou en demande un.',
      DOSSIER,
      'a_verifier',
    )
  },
}
