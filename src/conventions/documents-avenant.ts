import { avenantsConclus, avenantsDeLaClause, direChangement, nommerAvenant } from '../domaine/convention/avenants.ts'
import { valeursConvention } from '../domaine/convention/balises.ts'
import type { ModeleConvention } from '../domaine/convention/modele.ts'
import { redigerClauses } from '../domaine/convention/rediger.ts'
import { echeancesDe } from '../domaine/echeances.ts'
import { enLettres } from '../domaine/en-lettres.ts'
import type { Avenant, Faits } from '../domaine/faits.ts'
import { dateSimple, enumerer } from '../domaine/francais.ts'
import { avecCapitale } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'
import { convention, signaturesDe } from './convention.ts'
import { documentDe, paragraphe, titre } from './document.ts'

/** The amendment to sign: the parties, what changes, what stays. */
export const avenantASigner = (
  f: Faits,
  a: Avenant,
  le: Date,
  modele: Pick<ModeleConvention, 'subvention'>,
): DocumentMaison => {
  const vote = objet(a.contenu.vote)
  const avant = { montant: voteEnVigueur(f)?.montant ?? 0, ...fin(f) }
  const montant = a.genre === 'montant' ? ` (${enLettres(Number(a.contenu.montant ?? 0))})` : ''
  return documentDe(f, `avenant-${String(a.contenu.numero ?? 1)}`, {
    titre: `Avenant n° ${String(a.contenu.numero ?? 1)}`,
    objet: `Convention de subvention : ${f.appel.titre}`,
    blocs: [
      ...redigerClauses(modele.subvention, 'preambule', { ...valeursConvention(f, le), ...duVote(vote) }),
      paragraphe(`${direConvention(f)} est modifiée ainsi.`),
      titre('Article 1. Ce qui change'),
      paragraphe(`${avecCapitale(direChangement(a, avant))}${montant}.`),
      paragraphe(
        `Ce changement a été voté par la commission permanente le ${dateSimple(String(vote.date))} (délibération n° ${String(vote.deliberation)}). Motif : ${String(a.contenu.motif ?? '').replace(/[.\s]*$/u, '.')}`,
      ),
      titre('Article 2. Ce qui ne change pas'),
      paragraphe('Les autres stipulations de la convention restent applicables.'),
      titre('Article 3. Prise d’effet'),
      paragraphe('Le présent avenant prend effet à sa signature par les deux parties.'),
      signaturesDe(f),
    ],
  })
}

/** The Département acts under the vote of the amendment, not under that of the agreement. */
const duVote = (vote: Record<string, unknown>) =>
  vote.date ? { deliberation_departement: `n° ${String(vote.deliberation)} du ${dateSimple(String(vote.date))}` } : {}

/** « La convention signée le 20 juin 2025 et notifiée le 25 juin 2025 ». */
const direConvention = (f: Faits): string => {
  const signee = f.signatures.findLast((s) => s.objet === 'convention')?.date
  const { notification } = f.dossier.contenu
  const dates = [
    signee && `signée le ${dateSimple(signee)}`,
    notification && `notifiée le ${dateSimple(notification.date)}`,
  ]
  return `La convention de subvention ${enumerer(dates.filter((x) => typeof x === 'string'))}`.trim()
}

/** The text of the agreement as it stands after its amendments: each change is marked where it bears, with its date. */
export const conventionConsolidee = (
  f: Faits,
  le: Date,
  modele: Pick<ModeleConvention, 'subvention'>,
): DocumentMaison => {
  const conclus = avenantsConclus(f)
  const marque = (a: Avenant): Bloc => ({
    type: 'encadre',
    titre: `Modifié : ${nommerAvenant(a)}`,
    texte: `${avecCapitale(direChangement(a))}.`,
  })
  return convention(f, 0, le, modele, {
    titre: 'Convention consolidée',
    genre: 'convention-consolidee',
    avant: [
      {
        type: 'note',
        texte: `Texte à jour le ${dateSimple(le)}, pour lire d’un seul tenant la convention et ses modifications. La convention signée et les actes qui la modifient font seuls foi.`,
      },
      {
        type: 'tableau',
        legende: 'Modifications',
        colonnes: [
          { titre: 'Acte', largeur: 2 },
          { titre: 'Ce qui change', largeur: 4 },
        ],
        lignes: conclus.map((a) => [nommerAvenant(a), avecCapitale(direChangement(a))]),
      },
    ],
    apres: (c) => avenantsDeLaClause(c, conclus).map(marque),
    valeurs: deLaPremiere(f),
    signee: f.signatures
      .filter((s) => s.objet === 'convention')
      .map((s) => paragraphe(`Convention signée le ${dateSimple(s.date)} par ${s.nom}, ${s.qualite}.`)),
  })
}

/** What the first text said of its own vote and its date: an amendment does not change them. */
const deLaPremiere = (f: Faits) => {
  const premier = f.votes.findLast((v) => v.deliberation && v.contenu.avenant === undefined)
  const etablie = f.conventions.findLast((c) => c.etat !== 'remplacee')?.cree_le
  return {
    ...(premier?.date
      ? { deliberation_departement: `n°\u00a0${premier.deliberation} du ${dateSimple(premier.date)}` }
      : {}),
    ...(etablie ? { etablie_le: dateSimple(new Date(etablie)) } : {}),
  }
}

const fin = (f: Faits) => {
  const { achevement } = echeancesDe(f)
  return achevement ? { jusqua: achevement } : {}
}

const objet = (x: unknown): Record<string, unknown> => (typeof x === 'object' && x !== null ? { ...x } : {})
