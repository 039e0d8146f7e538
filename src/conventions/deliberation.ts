import { ecolesFinancees } from '../domaine/demande.ts'
import { enLettres } from '../domaine/en-lettres.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple, enumerer } from '../domaine/francais.ts'
import { sansEnt } from '../domaine/gardes.ts'
import { euros } from '../domaine/montants.ts'
import { avecCapitale, deOrganisme, designer, instancesDe, typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { DocumentWord } from '../socle/word/ecrire-word.ts'
import { paragraphe } from './document.ts'

const VISAS: Record<Faits['organisme']['type'], string> = {
  commune: 'Vu le code général des collectivités territoriales, notamment son article L. 2121-29 ;',
  epci: 'Vu le code général des collectivités territoriales, notamment ses articles L. 2121-29 et L. 5211-1 ;',
  syndicat: 'Vu le code général des collectivités territoriales, notamment ses articles L. 2121-29 et L. 5211-1 ;',
  ogec: 'Vu les statuts de l’association ;',
}
const CONVENTION_ENT =
  'la convention avec la direction des services départementaux de l’Éducation nationale sur les données des élèves'

/** A model deliberation already filled (DOCX): the body is named by the type of applicant; blanks are left for what only it knows. */
export const modeleDeliberation = (f: Faits): DocumentWord => {
  const { organe, executif } = instancesDe(f.organisme)
  const vote = voteEnVigueur(f)
  const montant = vote?.montant ?? 0
  const ent = ecolesFinancees(f).some((e) => sansEnt(f, e.uai))
  const ecoles = f.ecoles.filter((e) => e.etat !== 'retire' && e.decision === 'retenu').map((e) => typographier(e.nom))
  return {
    titre: 'Délibération',
    objet: `Autorisation de signer la convention de subvention : ${f.appel.titre}`,
    blocs: [
      paragraphe('Séance du ……………………… — Délibération n° ………………………'),
      paragraphe('Présents : ………   Pouvoirs : ………   Votants : ………'),
      paragraphe(VISAS[f.organisme.type]),
      paragraphe(
        `Vu la décision de la commission permanente du Département${vote?.date ? ` du ${dateSimple(vote.date)}` : ''}${vote?.deliberation ? ` (délibération n° ${vote.deliberation})` : ''} qui accorde à ${designer(f.organisme)} une subvention maximale de ${euros(montant)} (${enLettres(montant)}) pour le dossier n° ${f.dossier.numero}\u202f;`,
      ),
      paragraphe(
        `Considérant l’intérêt du projet pour ${ecoles.length > 1 ? 'les écoles suivantes' : 'l’école suivante'} : ${enumerer(ecoles)}\u202f;`,
      ),
      paragraphe(`${avecCapitale(organe)} ${deOrganisme(f.organisme)}, après en avoir délibéré :`),
      {
        type: 'liste',
        ordonnee: true,
        elements: [
          `approuve la convention de subvention${ent ? ` et ${CONVENTION_ENT}, annexées` : ' annexée'} ;`,
          `autorise ${executif} à ${ent ? 'les' : 'la'} signer, ainsi que les pièces qui s’y rapportent ;`,
          'inscrit au budget les dépenses et les recettes correspondantes.',
        ],
      },
      paragraphe('Pour : ………   Contre : ………   Abstentions : ………'),
      paragraphe('Fait à ………………………, le ………………………'),
      { type: 'signature', signataires: [{ pour: avecCapitale(executif) }], lieuEtDate: false },
    ],
  }
}
