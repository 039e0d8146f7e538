import { sql } from 'kysely'
import { lireMontant, montantSaisi } from '../domaine/montants.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireChangements } from '../registre/changements.ts'
import { classementVu } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { lireDossier } from '../registre/lire.ts'
import { voirSeance } from '../registre/seances.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { appelDe } from './acces.ts'
import { propositionPour } from './proposition.ts'
import { SallePage } from './salle-page.tsx'

const ACTES = ['retenir', 'mettre_en_attente', 'ne_pas_retenir', 'revenir_sur_decision']

/** The screen of the room: one school project at a time, in rank order; a decision in two clicks, undone until the closing. */
export const routesSalle: Slice = ({ pages, maison }) => {
  const { base } = maison.porte
  const montrer = async (requete: Requete, non?: Refus) => {
    const publie = await appelDe(maison, requete)
    const seance = await voirSeance(base, requete.params.id ?? '', acteurDe(requete))
    if (!publie || !seance || seance.seance.appel !== publie.slug) return introuvable()
    const [classement, enveloppe] = await Promise.all([
      classementVu(base, publie.appel, acteurDe(requete)),
      lireEnveloppe(base, publie.appel),
    ])
    const inscrits = new Set(seance.dossiers.map((d) => d.id))
    const projets = classement.projets.filter((p) => inscrits.has(p.dossier))
    const choisi =
      projets.find((p) => `${p.dossier}:${p.uai}` === requete.query.projet) ??
      projets.find((p) => p.decision === null) ??
      projets[0]
    const proposition = choisi && propositionPour(seance, choisi)
    const propose = proposition?.decision === 'retenu' ? proposition.montant : undefined
    const version = choisi
      ? (await sql<{ version: number }>`select version from dossier where id = ${choisi.dossier}`.execute(base)).rows[0]
          ?.version
      : undefined
    const perimee = non?.code === 'version_perimee' && choisi
    const vue = perimee ? await lireDossier(base, choisi.dossier, acteurDe(requete)) : undefined
    const change = vue && {
      faits: vue.faits,
      c: await lireChangements(base, vue, { version: Number(requete.body?.version) || undefined }),
    }
    return {
      statut: non?.statut ?? 200,
      page: (
        <SallePage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'seances')}
          {...{ seance, projets, choisi, enveloppe, non, proposition, change }}
          derniere={projets.find((p) => p !== choisi && `${p.dossier}:${p.uai}` === requete.query.derniere)}
          version={version ?? 0}
          preside={acteurDe(requete).habilitations.some(
            (h) => h.role === 'president_commission' && h.portee === publie.slug,
          )}
          montant={
            texteDe(requete.body, 'montant') ||
            montantSaisi(choisi?.decision === 'retenu' ? choisi.propose : (propose ?? choisi?.montant ?? 0))
          }
          motif={texteDe(requete.body, 'motif')}
        />
      ),
    }
  }
  pages.get(urls.salle, (requete) => montrer(requete))
  pages.post(urls.salle, async (requete) => {
    const { slug = '', id = '' } = requete.params
    const c: Record<string, string | string[] | undefined> = requete.body ?? {}
    const acte = ACTES.find((a) => a === texteDe(c, 'acte'))
    const [dossier = '', sur = ''] = texteDe(c, 'projet').split(':')
    if (!acte) return introuvable()
    const brut = texteDe(c, 'montant')
    const montant = brut === '' ? undefined : lireMontant(brut)
    if (acte === 'retenir' && brut !== '' && montant === undefined)
      return montrer(
        requete,
        saisieInvalide([{ chemin: 'montant', message: 'Indiquez un montant, par exemple 2 450,00.' }]),
      )
    const fait = await accomplir(maison.porte, {
      dossier,
      acte,
      saisie: {
        version: Number(c.version),
        seance: id,
        sur,
        ...(acte === 'retenir' && montant !== undefined ? { montant } : {}),
        ...(texteDe(c, 'motif') ? { motif: texteDe(c, 'motif') } : {}),
      },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) {
      requete.query.projet = texteDe(c, 'projet')
      return montrer(requete, fait)
    }
    return {
      vers: urls.salle.href(
        { slug, id },
        acte === 'revenir_sur_decision' ? { projet: texteDe(c, 'projet') } : { derniere: texteDe(c, 'projet') },
      ),
    }
  })
}
