import { sql } from 'kysely'
import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { jourParis } from '../domaine/calendrier.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import { estRefus, introuvable, refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import { valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'
import { type Ecran, ecritPourLePorteur, ouvrirDossier } from './ecran.ts'

/** « Lui envoyer un rappel »: the school's letter once more, once a day at most. Not an act: nothing in the dossier changes. */
export const routesRappelEcole: Slice = ({ pages, maison }) => {
  pages.post(urls.rappelEcole, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const ecole = e.faits.ecoles.find((x) => x.uai === requete.params.uai?.toUpperCase() && x.etat === 'a_rediger')
    if (!ecritPourLePorteur(e))
      return refus('role_insuffisant', 'C’est la collectivité qui relance les écoles de son dossier.', 403)
    if (!ecole || e.faits.dossier.etat !== 'brouillon') return introuvable()
    const parti = await rappeler(e, ecole.uai, ecoleDite(ecole.nom))
    return { vers: urls.dossier.href({ id: e.faits.dossier.id }, { fait: parti ? 'rappele' : 'deja_rappele' }) }
  })
}

const rappeler = (e: Ecran, uai: string, nom: string): Promise<boolean> =>
  e.maison.porte.base.transaction().execute(async (tx) => {
    const { faits } = e
    const cle = `rappel_ecole:${faits.dossier.id}:${uai}:${jourParis(e.maintenant)}`
    const { rows } =
      await sql`insert into rappel (cle, cree_le) values (${cle}, ${e.maintenant}) on conflict do nothing returning cle`.execute(
        tx,
      )
    if (rows.length === 0) return false
    const adresse = e.maison.config.adressePublique
    const cibles = await destinatairesDe(tx, 'ecole', faits, { sur: uai, auteur: undefined, le: e.maintenant })
    const { objet, corps } = remplirLettre(faits.appel, 'inscrire_ecole', {
      ...valeursDuDossier(faits, adresse),
      ecole: nom,
    })
    const href = adresse + urls.dossier.href({ id: faits.dossier.id })
    await ecrireLettre(tx, {
      cle,
      a: cibles.flatMap((c) => c.adresses),
      objet: `Rappel\u00a0: ${objet}`,
      modele: 'inscrire_ecole',
      dossier: faits.dossier.id,
      acte: null,
      blocs: [...blocsDeMarkdown(corps), { type: 'bouton', libelle: 'Ouvrir le dossier', href }],
      le: e.maintenant,
    })
    await e.maison.envoyerLettres(tx)
    return true
  })
