import { estGroupeFil, type GroupeFil } from '../domaine/fils.ts'
import { type Erreur, estRefus, introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { renvoyerLettre } from '../registre/courriels.ts'
import { lireDossier } from '../registre/lire.ts'
import { envoyerMessage } from '../registre/messages.ts'
import { texteDe } from '../socle/http/corps.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { ecranDe, pageDossier } from './dossier.tsx'
import { lireMessages } from './dossier-queries.ts'
import { Messages } from './onglet-messages.tsx'

const liste = (x: string | string[] | undefined): string[] => (x === undefined ? [] : typeof x === 'string' ? [x] : x)

/** Messages: from the desk, and from the porteur's side of the same threads. */
export const routesMessages: Slice = ({ pages, maison }) => {
  pages.post(urls.bureauDossier, async (requete) => {
    const e = await ecranDe(maison, requete)
    if (!e) return introuvable()
    const id = e.faits.dossier.id
    const retour = urls.bureauDossier.href({ slug: e.slug, id }, { onglet: 'messages' })
    const renvoyer = texteDe(requete.body, 'renvoyer')
    if (renvoyer) {
      await renvoyerLettre(maison.porte.base, { id: renvoyer, dossier: id, le: requete.recuLe })
      return { vers: retour }
    }
    const fil = texteDe(requete.body, 'fil') || undefined
    const envoi = await envoyerMessage(maison.porte, {
      dossier: id,
      acteur: acteurDe(requete),
      fil,
      objet: texteDe(requete.body, 'objet'),
      texte: fil ? texteDe(requete.body, `texte.${fil}`) : texteDe(requete.body, 'texte'),
      interne: texteDe(requete.body, 'interne') === 'oui',
      pieces: liste(requete.body.pieces),
      recuLe: requete.recuLe,
      groupe: groupeDe(texteDe(requete.body, 'groupe')),
      adresse: maison.config.adressePublique,
    })
    if (!estRefus(envoi)) return { vers: retour }
    if (!envoi.erreurs) return envoi
    return pageDossier(maison, requete, e, 'messages', {
      erreurs: surLeFil(envoi.erreurs, fil),
      statut: envoi.statut,
      champs: Object.fromEntries(Object.keys(requete.body).map((nom) => [nom, texteDe(requete.body, nom)])),
    })
  })

  const page = async (
    requete: Parameters<Parameters<typeof pages.get>[1]>[0],
    erreurs: { chemin: string; message: string }[] = [],
  ) => {
    const vue = await lireDossier(maison.porte.base, requete.params.id ?? '', acteurDe(requete))
    if (!vue) return introuvable()
    const { dossier } = vue.faits
    const cadre = maison.cadre(requete)
    const messages = (await lireMessages(maison.porte.base, dossier.id, vue.qualites)).filter((m) => !m.interne)
    const saisi = (requete.body ?? {}) as Record<string, string | undefined> // form fields; absent on a GET
    return {
      statut: erreurs.length > 0 ? 422 : 200,
      page: (
        <Page
          {...cadre}
          titre={`Messages, dossier ${dossier.numero}`}
          prive
          erreurs={erreurs}
          retour={{ href: urls.dossier.href({ id: dossier.id }), libelle: 'Retour au dossier' }}
        >
          <ResumeErreurs erreurs={erreurs} />
          <p class="laureat-surtitre">Dossier {dossier.numero}</p>
          <h1 class="govuk-heading-xl">Messages</h1>
          {requete.query.fait ? <Avis ton="succes" titre="Votre message est envoyé au service." /> : null}
          {messages.length === 0 ? <Vide titre="Aucun message n’a été échangé sur ce dossier." /> : null}
          {[...new Set(messages.map((m) => m.fil))].map((fil) => {
            const siens = messages.filter((m) => m.fil === fil)
            return (
              <section class="laureat-carte" aria-label={siens[0]?.objet}>
                <h2 class="laureat-carte__titre">{siens[0]?.objet}</h2>
                <Messages messages={siens} dossier={dossier.id} />
                <Formulaire action={urls.messages.href({ id: dossier.id })} csrf={cadre.csrf}>
                  <input type="hidden" name="fil" value={fil} />
                  <ChampLong
                    chemin={`texte.${fil}`}
                    libelle="Votre réponse"
                    lignes={3}
                    max={20000}
                    erreurs={erreurs}
                    valeur={saisi[`texte.${fil}`]}
                  />
                  <Bouton ton="secondaire">Répondre</Bouton>
                </Formulaire>
              </section>
            )
          })}
          <h2 class="govuk-heading-m">Écrire au service</h2>
          <Formulaire action={urls.messages.href({ id: dossier.id })} csrf={cadre.csrf}>
            <ChampTexte chemin="objet" libelle="Objet" erreurs={erreurs} valeur={saisi.objet} />
            <ChampLong
              chemin="texte"
              libelle="Votre message"
              lignes={6}
              max={20000}
              erreurs={erreurs}
              valeur={saisi.texte}
            />
            <Bouton>Envoyer</Bouton>
          </Formulaire>
        </Page>
      ),
    }
  }
  pages.get(urls.messages, (requete) => page(requete))
  pages.post(urls.messages, async (requete) => {
    const id = requete.params.id ?? ''
    const fil = texteDe(requete.body, 'fil') || undefined
    const envoi = await envoyerMessage(maison.porte, {
      dossier: id,
      acteur: acteurDe(requete),
      fil,
      objet: texteDe(requete.body, 'objet'),
      texte: fil ? texteDe(requete.body, `texte.${fil}`) : texteDe(requete.body, 'texte'),
      recuLe: requete.recuLe,
      adresse: maison.config.adressePublique,
    })
    if (!estRefus(envoi)) return { vers: urls.messages.href({ id }, { fait: 1 }) }
    return envoi.erreurs ? page(requete, surLeFil(envoi.erreurs, fil)) : envoi
  })
}

/** What is wrong with an answer is said beside its own field. */
const surLeFil = (erreurs: Erreur[], fil: string | undefined): Erreur[] =>
  fil ? erreurs.map((e) => (e.chemin === 'texte' ? { ...e, chemin: `texte.${fil}` } : e)) : erreurs

const groupeDe = (x: string): GroupeFil | undefined => (estGroupeFil(x) ? x : undefined)
