import type { Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'

/** The frame of every document issued about a dossier: who issues it (the call's authorities, or the one that is not the Département),
 * number, QR code per page. */
export const documentDe = (
  f: Faits,
  genre: string,
  d: {
    titre: string
    objet?: string
    blocs: Bloc[]
    le?: Date
    destinataire?: string[]
    emetteur?: string | undefined
  },
): DocumentMaison => ({
  titre: d.titre,
  objet: d.objet ?? f.appel.titre,
  operateur: d.emetteur
    ? { nom: d.emetteur }
    : {
        nom: f.appel.operateurs.map((o) => o.nom).join(' et '),
        service: f.appel.contact.service,
        coordonnees: [f.appel.contact.adresse, f.appel.contact.telephone, f.appel.contact.courriel].filter(Boolean),
      },
  numero: f.dossier.numero,
  qr: `${f.dossier.numero}|${genre}|{page}`,
  ...(d.destinataire ? { destinataire: d.destinataire } : {}),
  ...(d.le ? { lieuEtDate: `Le ${dateSimple(d.le)}` } : {}),
  blocs: d.blocs,
})

export const paragraphe = (texte: string): Bloc => ({ type: 'paragraphe', texte })
export const titre = (texte: string, niveau: 2 | 3 = 2): Bloc => ({ type: 'titre', texte, niveau })
