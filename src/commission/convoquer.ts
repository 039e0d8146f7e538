import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { debutDeJournee } from '../domaine/calendrier.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { ics } from '../domaine/ics.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { titulairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import type { ContexteSuites } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

const DUREE = 3 * 3_600_000

/** The invitation of a session: one letter per member, with the session for their calendar (.ics). */
export const convoquer = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const s = e.seance
  if (!s) return
  const { seance, appel } = s
  const membres = Array.isArray(seance.contenu.membres) ? seance.contenu.membres.map(String) : []
  const a =
    membres.length > 0
      ? membres
      : await titulairesDe(tx, ['membre_commission', 'president_commission'], [seance.appel], e.le)
  const heure = typeof seance.contenu.heure === 'string' ? seance.contenu.heure : '09:00'
  const [h = 9, m = 0] = heure.split(':').map(Number)
  const debut = new Date(debutDeJournee(seance.date).getTime() + (h * 60 + m) * 60_000)
  const lien = c.adresse + urls.seance.href({ slug: seance.appel, id: seance.id })
  const { objet, corps } = remplirLettre(appel, 'convoquer', {
    date: dateLongue(seance.date),
    heure: `${h} h${m === 0 ? '' : ` ${String(m).padStart(2, '0')}`}`,
    lieu: seance.lieu || 'lieu à préciser',
    ordre_du_jour: [
      `${accorder(s.dossiers.length, 'dossier')}, ${accorder(s.dossiers.flatMap((d) => d.ecoles).length, 'projet')} d’école`,
      ...(typeof seance.contenu.objet === 'string' ? [seance.contenu.objet] : []),
    ],
    lien,
    numero: '',
    organisme: '',
    ecoles: [],
  })
  await ecrireLettre(tx, {
    cle: `${e.cle}:convoquer`,
    a,
    objet,
    modele: 'convoquer',
    dossier: null,
    acte: 'convoquer',
    blocs: [...blocsDeMarkdown(corps), { type: 'bouton', libelle: 'Ouvrir la séance', href: lien }],
    pieces: [
      {
        nom: 'commission.ics',
        type: 'text/calendar; charset=utf-8',
        texte: ics(
          [
            {
              uid: `seance-${seance.id}`,
              titre: `${appel.commission.nom} : ${appel.titre}`,
              lieu: seance.lieu,
              url: lien,
              debut,
              fin: new Date(debut.getTime() + DUREE),
            },
          ],
          { nom: appel.commission.nom, maintenant: e.le },
        ),
      },
    ],
    le: e.le,
  })
}
