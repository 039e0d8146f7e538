import { estMode, GENRES_NOTIFICATION, lireChoix } from '../domaine/notifications.ts'
import { estRefus, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { anonymiser, choisir, renommer } from '../registre/personnes.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { COOKIE_SESSION } from '../socle/http/securite.ts'
import { urls } from '../urls.ts'
import { ComptePage } from './compte-page.tsx'
import { champ } from './corps.ts'
import { donneesDe } from './export.ts'
import { FermePage, FermerPage } from './fermer-page.tsx'
import { nommerPortees } from './portees.ts'
import { droitsDe, lirePersonne } from './queries.ts'
import { retourOuEspace, retourSur } from './retour.ts'
import { attributsCookie } from './session.ts'

/** One's own account: name, choices, rights, data, closing it. */
export const routesCompte: Slice = ({ pages, maison }) => {
  const { base } = maison.porte
  const moi = (requete: Requete): string => {
    const { personne } = acteurDe(requete)
    if (!personne) throw new Error('A session without a person')
    return personne
  }

  pages.get(urls.compte, (requete) => pageCompte(maison, requete, moi(requete)))

  pages.post(urls.compte, async (requete) => {
    const nom = champ(requete, 'nom').replace(/\s+/g, ' ')
    const faute = fauteDeNom(nom)
    if (faute) return pageCompte(maison, requete, moi(requete), { nom, refus: faute })
    await renommer(base, moi(requete), nom)
    const bienvenue = champ(requete, 'bienvenue') === 'oui'
    if (!bienvenue) await choisir(base, moi(requete), choixPostes(requete))
    if (!bienvenue) return { vers: urls.compte.href({}, { enregistre: 'oui' }) }
    const retour = retourSur(champ(requete, 'retour'))
    const droits = acteurDe(requete).habilitations.length > 0
    return { vers: retour ?? (droits ? retourOuEspace(undefined) : urls.rattachement.href()) }
  })

  pages.get(urls.mesDonnees, async (requete) => ({
    texte: JSON.stringify(await donneesDe(base, moi(requete)), null, 2),
    type: 'application/json; charset=utf-8',
    nom: 'mes-donnees-laureat.json',
  }))

  pages.get(urls.fermerCompte, (requete) => ({ page: <FermerPage cadre={maison.cadre(requete)} /> }))

  pages.post(urls.fermerCompte, async (requete, reponse) => {
    const cadre = maison.cadre(requete)
    const fait =
      champ(requete, 'confirmer') === 'oui'
        ? await anonymiser(maison.porte, moi(requete), requete.recuLe)
        : saisieInvalide([
            { chemin: 'confirmer', message: 'Cochez la case pour confirmer que vous fermez votre compte.' },
          ])
    if (estRefus(fait))
      return {
        statut: fait.statut,
        page: <FermerPage cadre={cadre} erreurs={fait.erreurs ?? [{ chemin: '', message: fait.detail }]} />,
      }
    reponse.clearCookie(COOKIE_SESSION, attributsCookie(maison))
    return { page: <FermePage cadre={{ ...cadre, utilisateur: null, navigation: [] }} /> }
  })
}

/** The choices that the form carried; those it did not show stay. */
const choixPostes = (requete: Requete) =>
  lireChoix(
    Object.fromEntries(
      Object.keys(GENRES_NOTIFICATION).flatMap((genre) => {
        const mode = champ(requete, `courriels.${genre}`)
        return estMode(mode) ? [[genre, mode]] : []
      }),
    ),
  ) ?? {}

const fauteDeNom = (nom: string): Refus | undefined => {
  const message =
    nom === '' || nom.includes('@')
      ? 'Indiquez votre prénom et votre nom, par exemple Camille Durand.'
      : nom.length > 120
        ? 'Votre nom dépasse 120 caractères : raccourcissez-le.'
        : /[\p{Cc}\p{Cf}<>]/u.test(nom)
          ? 'Votre nom contient un caractère qui ne convient pas : gardez les lettres, les espaces, les tirets et les apostrophes.'
          : undefined
  return message ? saisieInvalide([{ chemin: 'nom', message }]) : undefined
}

const pageCompte = async (
  maison: Maison,
  requete: Requete,
  personne: string,
  p: { nom?: string; refus?: Refus } = {},
) => {
  const { base } = maison.porte
  const lue = await lirePersonne(base, personne)
  if (!lue) throw new Error('A session of nobody')
  const droits = await droitsDe(base, personne, requete.recuLe)
  return {
    statut: p.refus?.statut ?? 200,
    page: (
      <ComptePage
        cadre={maison.cadre(requete)}
        personne={lue}
        nomSaisi={p.nom}
        droits={droits}
        nommer={await nommerPortees(base, droits)}
        bienvenue={requete.query.bienvenue === 'oui' || champ(requete, 'bienvenue') === 'oui'}
        enregistre={requete.query.enregistre === 'oui'}
        retour={retourSur(requete.query.retour ?? champ(requete, 'retour'))}
        erreurs={p.refus?.erreurs}
      />
    ),
  }
}
