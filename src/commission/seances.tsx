import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { accomplirSeance } from '../registre/accomplir-seance.ts'
import { classementVu, lireClassement } from '../registre/classement.ts'
import { lireDepuisLecture } from '../registre/depuis-lecture.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { listerSeances, voirSeance } from '../registre/seances.ts'
import { type Corps, nombreOuTexte, texteDe, versionPostee } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { composer } from '../socle/pdf/composer.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { appelDe, liste } from './acces.ts'
import { dossierDeSeance } from './dossier-de-seance.ts'
import { heureSaisie } from './ecran-seance.ts'
import { lireDeports, lireLettresARediger, lireMembres } from './queries.ts'
import { SeancePage } from './seance-page.tsx'
import { SeancesPage } from './seances-page.tsx'

/** Sessions: prepare, call, open, close, publish; the pack of the session as a document. */
export const routesSeances: Slice = ({ pages, maison }) => {
  const { base } = maison.porte

  const lister = async (requete: Requete, non?: Refus) => {
    const publie = await appelDe(maison, requete)
    if (!publie) return introuvable()
    const acteur = acteurDe(requete)
    const [seances, classement] = await Promise.all([
      listerSeances(base, publie.slug, acteur),
      lireClassement(base, publie.appel),
    ])
    const change = await lireDepuisLecture(base, non, {
      chaine: `appel:${publie.slug}`,
      lue: texteDe(requete.body, 'version'),
      version: publie.revision,
    })
    return {
      statut: non?.statut ?? 200,
      page: (
        <SeancesPage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'seances')}
          appel={publie.appel}
          seances={seances ?? []}
          prepare={acteur.habilitations.some(
            (h) => h.portee === publie.slug && ['president_commission', 'instructeur'].includes(h.role),
          )}
          prets={new Set(classement.projets.filter((p) => p.etat === 'conforme').map((p) => p.dossier)).size}
          version={publie.revision}
          corps={requete.body ?? {}}
          {...{ non, change }}
        />
      ),
    }
  }
  pages.get(urls.seances, (requete) => lister(requete))
  pages.post(urls.seances, async (requete) => {
    const publie = await appelDe(maison, requete)
    if (!publie) return introuvable()
    const c: Corps = requete.body ?? {}
    const dossiers =
      texteDe(c, 'tous') === 'oui'
        ? [
            ...new Set(
              (await lireClassement(base, publie.appel)).projets
                .filter((p) => p.etat === 'conforme')
                .map((p) => p.dossier),
            ),
          ]
        : []
    const quorum = texteDe(c, 'quorum')
    const membres = texteDe(c, 'membres')
      .split(/[\s,;]+/)
      .filter(Boolean)
    const fait = await accomplirAppel(maison.porte, {
      slug: publie.slug,
      acte: 'preparer_seance',
      saisie: {
        ...versionPostee(c),
        date: dateSaisie(c, 'date') || '',
        ...(texteDe(c, 'heure') ? { heure: heureSaisie(c, 'heure') } : {}),
        ...(texteDe(c, 'lieu') ? { lieu: texteDe(c, 'lieu') } : {}),
        ...(membres.length > 0 ? { membres } : {}),
        ...(quorum ? { quorum: nombreOuTexte(quorum) } : {}),
        ...(texteDe(c, 'objet') ? { objet: texteDe(c, 'objet') } : {}),
        dossiers,
      },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return lister(requete, fait)
    return { vers: urls.seance.href({ slug: publie.slug, id: String(fait.resultat.seance) }) }
  })

  const montrer = async (requete: Requete, non?: Refus) => {
    const publie = await appelDe(maison, requete)
    const seance = await voirSeance(base, requete.params.id ?? '', acteurDe(requete))
    if (!publie || !seance || seance.seance.appel !== publie.slug) return introuvable()
    const [classement, enveloppe, deports, membres, aRediger] = await Promise.all([
      classementVu(base, publie.appel, acteurDe(requete)),
      lireEnveloppe(base, publie.appel),
      lireDeports(base, publie.slug),
      lireMembres(base, publie.slug, requete.recuLe),
      lireLettresARediger(base, seance.seance.id),
    ])
    if (requete.query.format === 'pdf') {
      const octets = await composer('maison', dossierDeSeance(seance, classement, enveloppe))
      return {
        texte: Buffer.from(octets),
        type: 'application/pdf',
        nom: `dossier-de-seance-${seance.seance.date}.pdf`,
        enLigne: true,
      }
    }
    const roles = acteurDe(requete)
      .habilitations.filter((h) => h.portee === publie.slug)
      .map((h) => h.role)
    return {
      statut: non?.statut ?? 200,
      page: (
        <SeancePage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'seances')}
          {...{ seance, classement, enveloppe, non, roles, deports, membres, aRediger }}
          maintenant={requete.recuLe}
          corps={requete.body ?? {}}
          fait={requete.query.fait}
          page={requete.query.page}
        />
      ),
    }
  }
  pages.get(urls.seance, (requete) => montrer(requete))
  pages.get(urls.seanceActe, async (requete) => {
    const { slug = '', id = '' } = requete.params
    return { vers: urls.seance.href({ slug, id }) }
  })
  pages.post(urls.seanceActe, async (requete) => {
    const publie = await appelDe(maison, requete)
    const { id = '', acte = '' } = requete.params
    if (!publie) return introuvable()
    // Letters leave for good: they are confirmed on their own page.
    if (acte === 'publier_resultats') return { vers: urls.seancePublication.href({ slug: publie.slug, id }) }
    const c: Corps = requete.body ?? {}
    const saisie: Record<string, unknown> = {
      version: Number(texteDe(c, 'version')),
      ...(acte === 'ouvrir_seance' && c.presents !== undefined ? { presents: liste(c.presents) } : {}),
      ...(acte === 'modifier_seance' ? modifications(c) : {}),
    }
    const fait = await accomplirSeance(maison.porte, {
      seance: id,
      acte,
      saisie,
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return montrer(requete, fait)
    return { vers: urls.seance.href({ slug: publie.slug, id }, { fait: acte }) }
  })
}

const modifications = (c: Corps): Record<string, unknown> => ({
  ...(c.retirer === undefined ? {} : { retirer: liste(c.retirer) }),
  ...(c.ajouter === undefined ? {} : { ajouter: liste(c.ajouter) }),
  ...(texteDe(c, 'lieu') ? { lieu: texteDe(c, 'lieu') } : {}),
})
