import { normaliserCourriel, verifierCourriel } from '../domaine/identifiants/courriel.ts'
import { estRefus, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { confirmerAdresse, demanderAdresse, lireChangement } from '../registre/changer-adresse.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { lettreAdresseChangee, lettreAdressePrise, lettreLienAdresse } from './adresse-lettres.ts'
import { AdresseChangeePage, AdresseMortePage, AdressePage, ConfirmerAdressePage } from './adresse-page.tsx'
import { champ } from './corps.ts'
import { limitesAdresse, limitesLien } from './limites.ts'

const LIEN_MORT = refus('lien_mort', 'Ce lien a déjà servi, ou il a plus de vingt-quatre heures.', 404)

/** Changing one's own address: asked here, confirmed from the new mailbox, told to the former one. */
export const routesAdresse: Slice = ({ pages, maison }) => {
  const { porte } = maison

  pages.get(urls.compteAdresse, (requete) => pageAdresse(maison, requete))

  pages.post(urls.compteAdresse, async (requete) => {
    const saisie = champ(requete, 'courriel')
    const non = await adresseRefusee(maison, requete, saisie)
    if (non) return pageAdresse(maison, requete, { saisie, non })
    await demander(maison, requete, normaliserCourriel(saisie))
    return { vers: urls.compteAdresse.href({}, { envoye: 'oui' }) }
  })

  pages.get(urls.compteAdresseLien, async (requete) => {
    const trop = await compterEssai(porte.base, limitesLien('lien', requete.ip), requete.recuLe)
    if (trop) return trop
    const jeton = requete.params.jeton ?? ''
    const change = await lireChangement(porte.base, jeton, requete.recuLe)
    if (!change) return pageMorte(maison, requete, LIEN_MORT)
    return { page: <ConfirmerAdressePage cadre={maison.cadre(requete)} jeton={jeton} courriel={change.courriel} /> }
  })

  pages.post(urls.compteAdresseLien, async (requete) => {
    const trop = await compterEssai(porte.base, limitesLien('lien', requete.ip), requete.recuLe)
    if (trop) return trop
    const le = requete.recuLe
    const fait = await confirmerAdresse(
      porte,
      { secret: requete.params.jeton ?? '', le, session: requete.session?.empreinte },
      async (tx, a) => {
        const { contact } = maison.config.operateur
        const cle = `adresse_changee:${a.personne}:${le.toISOString()}`
        await lettreAdresseChangee(tx, { a: a.ancien, nouveau: a.nouveau, contact, cle, le })
        await maison.envoyerLettres(tx)
      },
    )
    if (estRefus(fait)) return pageMorte(maison, requete, fait)
    return { page: <AdresseChangeePage cadre={maison.cadre(requete)} courriel={fait.nouveau} /> }
  })
}

const pageAdresse = (maison: Maison, requete: Requete, p: { saisie?: string; non?: Refus } = {}) => ({
  statut: p.non?.statut ?? 200,
  page: (
    <AdressePage
      cadre={maison.cadre(requete)}
      actuelle={acteurDe(requete).courriel}
      envoye={requete.query.envoye === 'oui' && !p.non}
      erreurs={p.non && (p.non.erreurs ?? [{ chemin: 'courriel', message: p.non.detail }])}
      {...(p.saisie ? { saisie: p.saisie } : {})}
    />
  ),
})

const pageMorte = (maison: Maison, requete: Requete, non: Refus) => ({
  statut: non.code === 'lien_mort' ? 410 : non.statut,
  page: <AdresseMortePage cadre={maison.cadre(requete)} phrase={non.detail} />,
})

const adresseRefusee = async (maison: Maison, requete: Requete, saisie: string): Promise<Refus | undefined> => {
  const faute = verifierCourriel(saisie)
  if (faute) return saisieInvalide([{ chemin: 'courriel', message: faute }])
  const courriel = normaliserCourriel(saisie)
  const { personne, courriel: actuelle } = acteurDe(requete)
  if (courriel === actuelle)
    return saisieInvalide([{ chemin: 'courriel', message: 'C’est déjà votre adresse. Indiquez la nouvelle.' }])
  return compterEssai(maison.porte.base, limitesAdresse(personne ?? '', courriel, requete.ip), requete.recuLe)
}

/** The page answers the same whether the address is free or not; only its mailbox learns it. */
const demander = (maison: Maison, requete: Requete, courriel: string): Promise<void> =>
  maison.porte.base.transaction().execute(async (tx) => {
    const { personne, nom } = acteurDe(requete)
    if (!personne) throw new Error('A session without a person')
    const le = requete.recuLe
    const d = await demanderAdresse(tx, { personne, courriel, le })
    const envoi = { a: courriel, cle: `adresse:${d.empreinte}`, le }
    const lien = maison.config.adressePublique + urls.compteAdresseLien.href({ jeton: d.secret })
    await (d.libre ? lettreLienAdresse(tx, { ...envoi, nom, lien }) : lettreAdressePrise(tx, envoi))
    await maison.envoyerLettres(tx)
  })
