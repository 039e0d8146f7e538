import { libelleDepartage } from '../domaine/classement.ts'
import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { lireClassement } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { selonJournal } from '../registre/selon-journal.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { eurosCourts } from '../ui/formats.ts'
import { Bouton } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { appelDe } from './acces.ts'
import { DECISIONS } from './mots.ts'

/** The ranking with its tie-break rules, its cut-off and the hash of its inputs; the same as a workbook. */
export const routesClassement: Slice = ({ pages, maison }) => {
  pages.get(urls.classement, async (requete) => {
    const publie = await appelDe(maison, requete)
    if (!publie) return introuvable()
    const { appel, slug } = publie
    const c = await selonJournal(maison.porte.base, `classement ${publie.slug} ${publie.version}`, () =>
      lireClassement(maison.porte.base, appel),
    )
    const enveloppe = await lireEnveloppe(maison.porte.base, appel)
    const criteres = Object.fromEntries(appel.grille.criteres.map((x) => [x.id, x.libelle]))
    if (requete.query.format === 'xlsx')
      return {
        texte: ecrireXlsx(
          [
            { titre: 'Rang', type: 'entier', valeur: (p) => p.rang },
            { titre: 'École', valeur: (p) => typographier(p.nom) },
            { titre: 'UAI', valeur: (p) => p.uai },
            { titre: 'Porteur', valeur: (p) => typographier(p.organisme) },
            { titre: 'Dossier', valeur: (p) => p.numero },
            { titre: 'Note', valeur: (p) => (p.valeur === null ? '' : String(p.valeur).replace('.', ',')) },
            { titre: 'Montant calculé', type: 'montant', valeur: (p) => p.montant },
            { titre: 'Décision', valeur: (p) => (p.decision ? DECISIONS[p.decision]?.libelle : '') },
            { titre: 'Montant proposé', type: 'montant', valeur: (p) => p.propose },
          ],
          c.projets,
          { feuille: 'Classement' },
        ),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        nom: `classement-${slug}.xlsx`,
      }
    let cumul = 0
    let coupe = false
    const lignes = c.projets.map((p) => {
      cumul += p.rang === null ? 0 : p.montant
      const depasse = p.rang !== null && cumul > enveloppe.total
      const ici = depasse && !coupe
      coupe ||= depasse
      return { p, cumul, ici }
    })
    const notes = c.projets.filter((p) => p.rang !== null).length
    return {
      page: (
        <Page {...cadreDuBureau(maison.cadre(requete), appel, 'classement')} titre="Classement" prive large>
          <h1 class="govuk-heading-xl">Classement</h1>
          <p class="laureat-chapo">
            {accorder(notes, 'projet classé', 'projets classés')}, {accorder(c.projets.length - notes, 'projet')} sans
            note. À note égale passe d’abord&nbsp;:{' '}
            {appel.grille.departage.map((r) => libelleDepartage(r, criteres)).join(', puis ')}.
          </p>
          <Tableau
            legende="Classement des projets d’école"
            legendeCachee
            colonnes={[
              { titre: 'Rang' },
              { titre: 'École' },
              { titre: 'Porteur' },
              { titre: 'Note', nombre: true },
              { titre: 'Montant', nombre: true },
              { titre: 'Cumul', nombre: true },
              { titre: 'Décision' },
            ]}
            lignes={lignes.map(({ p, cumul: total, ici }) => [
              <>
                {p.rang ?? '—'}
                {ici ? <small>L’enveloppe s’arrête ici</small> : null}
              </>,
              <>
                <a href={urls.noterEcole.href({ slug, id: p.dossier, uai: p.uai })}>{typographier(p.nom)}</a>
                <small>{p.numero}</small>
              </>,
              typographier(p.organisme),
              <>
                {p.valeur === null ? 'À noter' : String(p.valeur).replace('.', ',')}
                {p.departage ? <small>départagé par {libelleDepartage(p.departage, criteres)}</small> : null}
              </>,
              eurosCourts(p.montant),
              p.rang === null ? '—' : eurosCourts(total),
              p.decision ? DECISIONS[p.decision]?.libelle : '—',
            ])}
          />
          <p class="laureat-discret">
            Empreinte des données du classement (SHA-256)&nbsp;: <code>{c.empreinte}</code>. Les mêmes données donnent
            le même classement sur toute machine.
          </p>
          <p class="govuk-body laureat-impression-non">
            <Bouton href={urls.classement.href({ slug }, { format: 'xlsx' })} ton="secondaire">
              Télécharger en tableur (XLSX)
            </Bouton>
          </p>
        </Page>
      ),
    }
  })
}
