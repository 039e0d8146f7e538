import { typographier } from '../domaine/organismes.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import type { Maison, Slice } from '../maison.ts'
import { invitationsRecues } from '../registre/en-attente.ts'
import { type Cible, lireOrganisation } from '../registre/organisations.ts'
import { cibleDe, confirmerParCode, demanderAcces, type Voie, voiesPossibles } from '../registre/rattachement.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { champ } from './corps.ts'
import { DemandePage } from './demande-page.tsx'
import { limitesDemandeAcces } from './limites.ts'
import { nommerPortees } from './portees.ts'
import { ecrireDemande } from './rattachement-lettres.ts'
import { DemanderPage, RattachementPage } from './rattachement-page.tsx'
import { chercherOuRejoindre, mesDemandes, propositions } from './rattachement-queries.ts'

/** Joining an organisation or a school. */
export const routesRattachement: Slice = ({ pages, maison }) => {
  const { porte, config } = maison

  pages.get(urls.rattachement, async (requete) => {
    const cible = cibleDemandee(requete.query)
    if (cible) return pageDemander(maison, requete, cible)
    const moi = acteurDe(requete).personne ?? ''
    const q = (requete.query.q ?? '').trim().slice(0, 200)
    const demandes = await mesDemandes(porte.base, moi)
    return {
      page: (
        <RattachementPage
          cadre={maison.cadre(requete)}
          q={q}
          trouves={await chercherOuRejoindre(porte.base, q)}
          propositions={await propositions(porte.base, moi, requete.recuLe)}
          demandes={demandes}
          invitations={await invitationsRecues(porte.base, acteurDe(requete).courriel)}
          nommer={
            await nommerPortees(
              porte.base,
              demandes.map((d) => ({ role: d.role, portee: d.organisme })),
            )
          }
        />
      ),
    }
  })

  pages.post(urls.rattachement, async (requete) => {
    const cible = cibleDemandee({ organisme: champ(requete, 'organisme'), ecole: champ(requete, 'ecole') })
    if (!cible) return introuvable()
    const acteur = acteurDe(requete)
    const role = champ(requete, 'role')
    if (!estRole(role) || ROLES[role].portee !== cible.type || role === 'gestionnaire_organisme')
      return pageDemander(
        maison,
        requete,
        cible,
        saisieInvalide([{ chemin: 'role', message: 'Choisissez ce que vous ferez.' }]),
      )
    const trop = await compterEssai(porte.base, limitesDemandeAcces(acteur.personne ?? '', cible.code), requete.recuLe)
    if (trop) return pageDemander(maison, requete, cible, trop)
    const demande = await demanderAcces(
      porte,
      { cible, role, voie: voieDe(champ(requete, 'voie')), acteur, le: requete.recuLe, secret: config.secret },
      (tx, e) => ecrireDemande(maison, tx, e, { acteur, role, le: requete.recuLe }),
    )
    return estRefus(demande)
      ? pageDemander(maison, requete, cible, demande)
      : { vers: urls.rattachementCode.href({ id: demande.id }) }
  })

  pages.get(urls.rattachementCode, (requete) => pageDemande(maison, requete))

  pages.post(urls.rattachementCode, async (requete) => {
    const code = champ(requete, 'code').replace(/[\s.-]/g, '')
    const id = requete.params.id ?? ''
    const fait = /^\d{6}$/.test(code)
      ? await confirmerParCode(porte, {
          id,
          code,
          acteur: acteurDe(requete),
          le: requete.recuLe,
          secret: config.secret,
        })
      : saisieInvalide([{ chemin: 'code', message: 'Indiquez les six chiffres du code, par exemple 123 456.' }])
    return estRefus(fait) ? pageDemande(maison, requete, fait) : { vers: urls.rattachementCode.href({ id }) }
  })
}

const voieDe = (texte: string): Voie => (texte === 'agent' || texte === 'gestionnaire' ? texte : 'code')

const cibleDemandee = (q: { organisme?: string | undefined; ecole?: string | undefined }): Cible | undefined =>
  /^\d{9}$/.test(q.organisme ?? '')
    ? { type: 'organisme', code: q.organisme ?? '' }
    : /^\d{7}[A-Za-z]$/.test(q.ecole ?? '')
      ? { type: 'ecole', code: (q.ecole ?? '').toUpperCase() }
      : undefined

const pageDemander = async (maison: Maison, requete: Requete, cible: Cible, non?: Refus) => {
  const faits = await lireOrganisation(maison.porte.base, cible, requete.recuLe)
  if (!faits) return introuvable()
  return {
    statut: non?.statut ?? 200,
    page: (
      <DemanderPage
        cadre={maison.cadre(requete)}
        cible={cible}
        nom={typographier(faits.nom)}
        voies={voiesPossibles(faits, requete.recuLe)}
        erreurs={non && (non.erreurs ?? [{ chemin: '', message: non.detail }])}
      />
    ),
  }
}

const pageDemande = async (maison: Maison, requete: Requete, non?: Refus) => {
  const { base } = maison.porte
  const demande = (await mesDemandes(base, acteurDe(requete).personne ?? '')).find((d) => d.id === requete.params.id)
  if (!demande) return introuvable()
  const cible = cibleDe(demande.organisme)
  const faits = await lireOrganisation(base, cible, requete.recuLe)
  return {
    statut: non?.statut ?? 200,
    page: (
      <DemandePage
        cadre={maison.cadre(requete)}
        demande={demande}
        type={cible.type}
        nom={typographier(faits?.nom ?? demande.organisme)}
        boite={faits?.courriel ? voiler(faits.courriel) : null}
        erreurs={non && (non.erreurs ?? [{ chemin: 'code', message: non.detail }])}
      />
    ),
  }
}

/** « ma…@voiron.fr »: enough to know where to ask, not to write to it. */
const voiler = (courriel: string): string => {
  const [local = '', domaine = ''] = courriel.split('@')
  return `${local.slice(0, 2)}…@${domaine}`
}
