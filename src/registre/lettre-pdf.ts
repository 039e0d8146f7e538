import type { CleLettre } from '../domaine/appel/lettres.ts'
import { remplirLettre, type ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { designer } from '../domaine/organismes.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { demanderDocument } from './courriels.ts'
import type { Lecteur } from './lire.ts'
import { type EvenementDossier, valeursDuDossier } from './suivre.ts'

type Demande = { f: Faits; cle: CleLettre; valeurs: ValeursLettre; nom: string; le: Date }

/** The same text as the mail, as a letter of record (PDF): letterhead, addressee, date, signatory, ways of appeal. */
export const demanderLettre = async (tx: Lecteur, d: Demande) => {
  const id = await demanderDocument(tx, {
    dossier: d.f.dossier.id,
    genre: d.cle,
    nom: d.nom,
    contenu: lettreImprimee(d),
    le: d.le,
  })
  return { genre: d.cle, id, nom: d.nom }
}

const lettreImprimee = ({ f, cle, valeurs, le }: Demande): DocumentMaison => {
  const { appel, organisme, dossier } = f
  const { objet, corps } = remplirLettre(
    appel,
    cle,
    { ...valeursDuDossier(f, ''), lien: 'votre dossier en ligne', ...valeurs },
    { prive: organisme.type === 'ogec' },
  )
  const signataire = dossier.contenu.signataire
  return {
    titre: objet,
    objet,
    operateur: {
      nom: appel.operateurs.map((o) => o.nom).join(' et '),
      service: appel.contact.service,
      coordonnees: [appel.contact.adresse, appel.contact.telephone, appel.contact.courriel].filter(Boolean),
    },
    numero: dossier.numero,
    destinataire: [
      ...(signataire?.nom ? [`${signataire.nom}, ${signataire.qualite}`] : []),
      designer(organisme).replace(/^./u, (c) => c.toUpperCase()),
    ],
    lieuEtDate: `Le ${dateSimple(le)}`,
    references: [['Dossier', dossier.numero]],
    blocs: blocsDeMarkdown(corps),
  }
}

/** A row of `suites.ts`: the letter of an act as a PDF, made with the act and joined to the mail. */
export const enPdf =
  (cle: CleLettre, valeurs: (e: EvenementDossier) => ValeursLettre = () => ({})) =>
  (tx: Lecteur, e: EvenementDossier) =>
    demanderLettre(tx, {
      f: e.apres,
      cle,
      valeurs: valeurs(e),
      nom: `${cle.replaceAll(/[._]/g, '-')}-${e.apres.dossier.numero}.pdf`,
      le: e.le,
    })
