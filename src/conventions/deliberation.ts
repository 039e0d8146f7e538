import { enLettres } from '../domaine/en-lettres.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { deOrganisme, designer, instancesDe, typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { DocumentWord } from '../socle/word/ecrire-word.ts'
import { paragraphe } from './document.ts'

const majuscule = (t: string): string => t.charAt(0).toUpperCase() + t.slice(1)

/** A model deliberation already filled (DOCX): the body is named by the type of applicant; blanks are left for what only it knows. */
export const modeleDeliberation = (f: Faits): DocumentWord => {
  const { organe, executif } = instancesDe(f.organisme)
  const vote = voteEnVigueur(f)
  const montant = vote?.montant ?? 0
  const ecoles = f.ecoles.filter((e) => e.etat !== 'retire' && e.decision === 'retenu').map((e) => typographier(e.nom))
  return {
    titre: 'Délibération',
    objet: `Autorisation de signer la convention de subvention : ${f.appel.titre}`,
    blocs: [
      paragraphe('Séance du ……………………… — Délibération n° ………………………'),
      paragraphe('Présents : ………   Pouvoirs : ………   Votants : ………'),
      paragraphe(
        `Vu la décision de la commission permanente du Département${vote?.date ? ` du ${dateSimple(vote.date)}` : ''}${vote?.deliberation ? ` (délibération n° ${vote.deliberation})` : ''} qui accorde à ${designer(f.organisme)} une subvention maximale de ${euros(montant)} (${enLettres(montant)}) pour le dossier n° ${f.dossier.numero}\u202f;`,
      ),
      paragraphe(
        `Considérant l’intérêt du projet pour ${ecoles.length > 1 ? 'les écoles' : 'l’école'} ${ecoles.join(', ')}\u202f;`,
      ),
      paragraphe(`${majuscule(organe)} ${deOrganisme(f.organisme)}, après en avoir délibéré :`),
      {
        type: 'liste',
        ordonnee: true,
        elements: [
          'approuve la convention de subvention annexée ;',
          `autorise ${executif} à la signer, ainsi que les pièces qui s’y rapportent ;`,
          'inscrit au budget les dépenses et les recettes correspondantes.',
        ],
      },
      paragraphe('Pour : ………   Contre : ………   Abstentions : ………'),
      paragraphe('Fait à ………………………, le ………………………'),
      { type: 'signature', signataires: [{ pour: majuscule(executif) }], lieuEtDate: false },
    ],
  }
}
