import type { Appel } from '../domaine/appel/schema.ts'
import { libelleDepartage } from '../domaine/classement.ts'
import { accorder } from '../domaine/francais.ts'
import { eurosCourts, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Classement } from '../registre/classement.ts'
import { Avis } from '../ui/avis.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { DECISIONS, noteEnMots } from './mots.ts'
import { pageDe, trancher } from './tranche.ts'

type Props = { cadre: Cadre; appel: Appel; c: Classement; total: number; page: string | undefined }

/** The ranking by hundred, with the line where the money ends one link away; whole in the workbook. */
export const ClassementPage = ({ cadre, appel, c, total, page }: Props) => {
  const { slug } = appel
  const criteres = Object.fromEntries(appel.grille.criteres.map((x) => [x.id, x.libelle]))
  const { cumuls, coupure } = cumuler(c, total)
  const t = trancher(c.projets, page)
  const notes = c.projets.filter((p) => p.rang !== null).length
  const caches = c.projets.filter((p) => p.cachee).length
  const lien = (n: number | undefined) => (n === undefined ? undefined : urls.classement.href({ slug }, { page: n }))
  return (
    <Page {...cadre} titre={t.pages > 1 ? `Classement, page ${t.page} sur ${t.pages}` : 'Classement'} prive large>
      <h1 class="govuk-heading-xl">Classement</h1>
      <p class="laureat-chapo">
        {accorder(notes, 'projet classé', 'projets classés')}, {accorder(c.projets.length - notes, 'projet')} sans note.
        À note égale passe d’abord&nbsp;:{' '}
        {appel.grille.departage.map((r) => libelleDepartage(r, criteres)).join(', puis ')}.
        {appel.commission.notateursParProjet > 1 ? ' La note est la moyenne exacte de celles des membres.' : ''}
      </p>
      {caches > 0 ? (
        <Avis
          titre={`La notation se fait à l’aveugle : la note de ${accorder(caches, 'projet')} vous sera visible quand vous aurez donné la vôtre. D’ici là, ce classement est provisoire.`}
        />
      ) : null}
      <p class="govuk-body">
        {coupure === undefined ? (
          'L’enveloppe suffit à tous les projets classés.'
        ) : (
          <>
            L’enveloppe de {eurosCourts(total)} s’arrête avant le rang {nombre(coupure + 1)}&nbsp;:{' '}
            <a href={`${urls.classement.href({ slug }, { page: pageDe(coupure) })}#coupure`}>
              aller à la ligne de coupure
            </a>
            .
          </>
        )}
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
        lignes={t.lignes.map((p, i) => [
          <>
            {p.rang ?? '—'}
            {t.debut + i === coupure ? <small id="coupure">L’enveloppe s’arrête ici</small> : null}
          </>,
          <>
            <a href={urls.noterEcole.href({ slug, id: p.dossier, uai: p.uai })}>{typographier(p.nom)}</a>
            <small>{p.numero}</small>
          </>,
          typographier(p.organisme),
          <>
            {p.cachee ? 'Visible après la vôtre' : p.valeur === null ? 'À noter' : noteEnMots(p.valeur)}
            {p.departage ? <small>départagé par {libelleDepartage(p.departage, criteres)}</small> : null}
            {p.notateurs > 1 && p.ecart !== null ? (
              <small>
                {p.notateurs} notes, écart de {noteEnMots(p.ecart)}
                {p.secondeLecture ? ', seconde lecture demandée' : ''}
              </small>
            ) : null}
          </>,
          eurosCourts(p.montant),
          p.rang === null ? '—' : eurosCourts(cumuls[t.debut + i] ?? 0),
          p.decision ? DECISIONS[p.decision]?.libelle : '—',
        ])}
      />
      <PageSuivante
        total={
          t.pages > 1
            ? `Page ${t.page} sur ${t.pages}, ${accorder(c.projets.length, 'projet')}`
            : accorder(c.projets.length, 'projet')
        }
        precedente={lien(t.precedente)}
        suivante={lien(t.suivante)}
        restants={t.restants}
      />
      <p class="laureat-discret">
        Empreinte des données du classement (SHA-256)&nbsp;: <code>{c.empreinte}</code>. Les mêmes données donnent le
        même classement sur toute machine.
      </p>
      <p class="govuk-body laureat-impression-non">
        <Bouton href={urls.classement.href({ slug }, { format: 'xlsx' })} ton="secondaire">
          Télécharger le classement entier (XLSX)
        </Bouton>
      </p>
    </Page>
  )
}

/** Running totals over the whole ranking, and the index of the first project that the envelope does not cover. */
const cumuler = (c: Classement, total: number): { cumuls: number[]; coupure: number | undefined } => {
  let cumul = 0
  const cumuls = c.projets.map((p) => {
    cumul += p.rang === null ? 0 : p.montant
    return cumul
  })
  const coupure = c.projets.findIndex((p, i) => p.rang !== null && (cumuls[i] ?? 0) > total)
  return { cumuls, coupure: coupure < 0 ? undefined : coupure }
}
