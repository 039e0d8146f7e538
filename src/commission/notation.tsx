import { noteCalculee } from '../domaine/appel/bareme.ts'
import type { Appel } from '../domaine/appel/schema.ts'
import { type Lectures, lecturesDe } from '../domaine/lectures.ts'
import { type Erreur, estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireChangements } from '../registre/changements.ts'
import { classementVu } from '../registre/classement.ts'
import { lireDonneesEcole } from '../registre/donnees-ecole.ts'
import { lireDossier } from '../registre/lire.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { appelDe } from './acces.ts'
import { NotationPage } from './notation-liste-page.tsx'
import { NoterPage } from './notation-page.tsx'
import { aNoterPar, lireDeports, lireExacts, lireMesNotes } from './queries.ts'

/** Scoring: what is left to score, and the grid of one school project. */
export const routesNotation: Slice = ({ pages, maison }) => {
  const { base } = maison.porte

  pages.get(urls.notation, async (requete) => {
    const publie = await appelDe(maison, requete)
    if (!publie) return introuvable()
    const acteur = acteurDe(requete)
    const membre = acteur.habilitations.some((h) => h.role === 'membre_commission' && h.portee === publie.slug)
    const [{ projets }, miennes, deports] = await Promise.all([
      classementVu(base, publie.appel, acteur),
      lireMesNotes(base, publie.slug, acteur.personne),
      lireDeports(base, publie.slug),
    ])
    const conformes = projets.filter((p) => p.etat === 'conforme')
    return {
      page: (
        <NotationPage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'notation')}
          slug={publie.slug}
          membre={membre}
          attendues={publie.appel.commission.notateursParProjet}
          projets={conformes}
          pourMoi={membre ? aNoterPar(conformes, miennes, deports, acteur.personne) : new Set()}
          vue={requete.query.vue}
          page={requete.query.page}
        />
      ),
    }
  })

  const montrer = async (requete: Requete, non?: Refus) => {
    const publie = await appelDe(maison, requete)
    const vue = await lireDossier(base, requete.params.id ?? '', acteurDe(requete))
    const uai = requete.params.uai ?? ''
    const ecole = vue?.faits.ecoles.find((e) => e.uai === uai && e.etat !== 'retire')
    if (!publie || !vue || !ecole || vue.faits.dossier.appel !== publie.slug) return introuvable()
    const { faits } = vue
    const donnees = await lireDonneesEcole(base, uai, faits.dossier.id)
    const acteur = acteurDe(requete)
    const mienne = faits.notes.find((n) => n.ecole === uai && n.personne_id === acteur.personne)
    const autres = faits.notes.filter((n) => n.ecole === uai && n.personne_id !== acteur.personne)
    // How many scores there are is no secret: what they say is.
    const tous = await lireExacts(base, faits.dossier.id, uai)
    const lectures = lecturesDe(publie.appel.commission, tous)
    const version = Number(requete.body?.version)
    const change =
      non?.code === 'version_perimee' && Number.isInteger(version)
        ? await lireChangements(base, vue, { version })
        : undefined
    return {
      statut: non?.statut ?? 200,
      page: (
        <NoterPage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'notation')}
          {...{ faits, ecole, non, mienne, lectures, change }}
          aveugle={vue.aveugles?.includes(uai) ?? false}
          fermee={fermee(publie.appel, lectures, mienne !== undefined, autres.length)}
          membre={vue.qualites.some((q) => q.role === 'membre_commission')}
          deport={faits.deports.find((d) => d.personne_id === acteur.personne)?.motif}
          autres={autres}
          corps={requete.body ?? {}}
          fait={requete.query.fait}
          criteres={publie.appel.grille.criteres.map((critere) => {
            const d = critere.calcule && donnees[critere.calcule.source]
            return { critere, calculee: noteCalculee(critere, d?.donnee), donnee: d }
          })}
        />
      ),
    }
  }
  pages.get(urls.noterEcole, (requete) => montrer(requete))
  pages.post(urls.noterEcole, async (requete) => {
    const { slug = '', id = '', uai = '' } = requete.params
    const acteur = acteurDe(requete)
    const corps: Record<string, string | string[] | undefined> = requete.body ?? {}
    const version = Number(corps.version)
    if (texteDe(corps, 'deport')) {
      const non = await accomplir(maison.porte, {
        dossier: id,
        acte: 'se_deporter',
        saisie: { version, motif: texteDe(corps, 'motif') },
        acteur,
        recuLe: requete.recuLe,
      })
      return estRefus(non) ? montrer(requete, non) : { vers: urls.notation.href({ slug }) }
    }
    const ids = Object.keys(corps).flatMap((k) => (k.startsWith('note.') ? [k.slice(5)] : []))
    const notes = ids.flatMap((critere) => {
      const valeur = texteDe(corps, `note.${critere}`)
      const justification = texteDe(corps, `justification.${critere}`)
      return valeur === ''
        ? []
        : [{ critere, valeur: Number(valeur.replace(',', '.')), ...(justification ? { justification } : {}) }]
    })
    const fait = await accomplir(maison.porte, {
      dossier: id,
      acte: 'noter',
      saisie: { version, sur: uai, notes },
      acteur,
      recuLe: requete.recuLe,
    })
    if (!estRefus(fait)) return { vers: urls.noterEcole.href({ slug, id, uai }, { fait: 1 }) }
    return montrer(requete, { ...fait, erreurs: nommer(fait.erreurs ?? [], notes) })
  })
}

/** Why this person gives no score here any more; undefined: they may. The rule is `noter`'s. */
const fermee = (appel: Appel, l: Lectures, donnee: boolean, autres: number): string | undefined => {
  const { notateursParProjet, notationAveugle } = appel.commission
  if (donnee)
    return notationAveugle && autres > 0 && !l.seconde
      ? 'Votre note est donnée : elle ne change plus, sauf si une seconde lecture est demandée.'
      : undefined
  return autres >= notateursParProjet + (l.seconde ? 1 : 0)
    ? 'Ce projet a reçu toutes les notes que l’appel demande.'
    : undefined
}

/** Paths of the API's inputs → names of the fields. */
const nommer = (erreurs: Erreur[], notes: { critere: string }[]): Erreur[] =>
  erreurs.map((e) => {
    const [, cle = '', champ] = /^notes\.([^.]+)(?:\.(\w+))?$/.exec(e.chemin) ?? []
    const critere = /^\d+$/.test(cle) ? notes[Number(cle)]?.critere : cle
    return { ...e, chemin: `${champ === 'justification' ? 'justification' : 'note'}.${critere ?? ''}` }
  })
