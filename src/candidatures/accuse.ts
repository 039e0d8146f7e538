import { valeursDuCas } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { piecesDuDepot } from '../domaine/fils.ts'
import { dateLongue, decalageParis, heureEnLettres } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { demanderDocument } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { EvenementDossier } from '../registre/suivre.ts'
import { titreOrganisme } from './mots.ts'

/** The dated and numbered receipt as a record (PDF/UA): who, when, what was filed with the SHA-256 of each file, what silence
 * means, whom to call. Source: CRPA R112-11-1. */
export const demanderAccuse = async (tx: Lecteur, e: EvenementDossier) => {
  const { apres: f, le } = e
  const depot = f.depots.at(-1)
  const pieces = piecesDuDepot(f.pieces)
  const s = f.dossier.contenu.signataire
  const cas = valeursDuCas(f.appel, f.organisme.type === 'ogec')
  const nom = `accuse-${f.dossier.numero}${depot && depot.numero > 1 ? `-${depot.numero}` : ''}.pdf`
  const contenu = {
    titre: 'Accusé de réception',
    objet: f.appel.titre,
    operateur: {
      nom: f.appel.operateurs.map((o) => o.nom).join(' et '),
      service: f.appel.contact.service,
      coordonnees: [f.appel.contact.adresse, f.appel.contact.telephone, f.appel.contact.courriel].filter(Boolean),
    },
    numero: f.dossier.numero,
    qr: `${f.dossier.numero}|accuse|{page}`,
    blocs: [
      {
        type: 'encadre',
        titre: 'Votre candidature est reçue',
        ton: 'neutre',
        texte: `Reçue le ${dateLongue(le)} à ${heureEnLettres(le)} (heure de Paris, ${decalageParis(le)}), sous le numéro ${f.dossier.numero}.`,
      },
      {
        type: 'cles',
        paires: [
          ['Candidat', `${titreOrganisme(f.organisme)} (SIREN ${f.organisme.siren})`],
          [
            'Déposée par',
            e.pourLeCompteDe
              ? `${e.pourLeCompteDe.nom}, ${e.pourLeCompteDe.qualite} (saisi par le service)`
              : e.acteur.nom,
          ],
          ['Engagée par', s?.nom ? `${s.nom}, ${s.qualite}` : ''],
          [
            'Écoles',
            ecolesVivantes(f)
              .map((x) => `${typographier(x.nom)} (${x.uai})`)
              .join(' ; '),
          ],
          ['Subvention estimée', euros(f.dossier.montant_calcule)],
          ['Empreinte du dossier', depot?.empreinte ?? ''],
        ],
      },
      { type: 'titre', texte: 'Pièces reçues' },
      pieces.length > 0
        ? {
            type: 'tableau',
            legende: 'Pièces reçues et leur empreinte',
            colonnes: [
              { titre: 'Pièce', largeur: 2 },
              { titre: 'Empreinte SHA-256', largeur: 3 },
            ],
            lignes: pieces.map((p) => [p.nom, p.sha256]),
          }
        : { type: 'paragraphe', texte: 'Aucune pièce.' },
      { type: 'titre', texte: 'La suite' },
      {
        type: 'paragraphe',
        texte:
          'Cet accusé ne vaut ni dossier complet, ni promesse de subvention, ni autorisation de commencer. Avant la notification, ne signez aucun devis et ne commandez rien.',
      },
      ...blocsDeMarkdown(cas.silence ?? ''),
    ],
  }
  const id = await demanderDocument(tx, { dossier: f.dossier.id, genre: 'accuse', nom, contenu, le })
  return { genre: 'accuse', id, nom }
}
