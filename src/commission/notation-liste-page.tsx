import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { ProjetDuClassement } from '../registre/classement.ts'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Pastilles } from '../ui/pastilles.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { noteEnMots } from './mots.ts'
import { trancher } from './tranche.ts'

type Props = {
  cadre: Cadre
  slug: string
  membre: boolean
  /** How many persons score each project in this call. */
  attendues: number
  projets: readonly ProjetDuClassement[]
  /** Ids of the projects that this person may still score. */
  pourMoi: ReadonlySet<string>
  vue: string | undefined
  page: string | undefined
}

/** What is left to score, by hundred; what awaits the reader first. */
export const NotationPage = (p: Props) => {
  const vues = [
    ...(p.membre
      ? [{ id: 'moi', libelle: 'À noter par vous', projets: p.projets.filter((x) => p.pourMoi.has(x.id)) }]
      : []),
    { id: 'reste', libelle: 'En attente de notes', projets: p.projets.filter((x) => !x.complete) },
    ...(p.projets.some((x) => x.secondeLecture)
      ? [{ id: 'seconde', libelle: 'Seconde lecture', projets: p.projets.filter((x) => x.secondeLecture) }]
      : []),
    { id: 'notes', libelle: 'Notés', projets: p.projets.filter((x) => x.complete) },
    {
      id: 'tous',
      libelle: 'Tous',
      projets: [...p.projets.filter((x) => !x.complete), ...p.projets.filter((x) => x.complete)],
    },
  ]
  const choisie = vues.find((v) => v.id === p.vue) ?? vues.find((v) => v.projets.length > 0) ?? vues[0]
  const liste = choisie?.projets ?? []
  const t = trancher(liste, p.page)
  const lien = (page: number | undefined) =>
    page === undefined ? undefined : urls.notation.href({ slug: p.slug }, { vue: choisie?.id, page })
  return (
    <Page {...p.cadre} titre="Notation des projets" prive large>
      <h1 class="govuk-heading-xl">Notation des projets</h1>
      <p class="laureat-chapo">
        {accorder(p.projets.filter((x) => !x.complete).length, 'projet')} à noter,{' '}
        {accorder(p.projets.filter((x) => x.complete).length, 'projet déjà noté', 'projets déjà notés')}.
        {p.attendues > 1
          ? ` ${p.attendues} personnes notent chaque projet ; son classement se fait sur leur moyenne.`
          : ''}
      </p>
      {p.projets.length === 0 ? (
        <Vide titre="Aucun projet n’est à noter.">
          Les projets arrivent ici dès que leur dossier est déclaré conforme.
        </Vide>
      ) : (
        <>
          <Pastilles
            libelle="Projets à noter et notés"
            items={vues.map((v) => ({
              libelle: v.libelle,
              nombre: v.projets.length,
              href: urls.notation.href({ slug: p.slug }, { vue: v.id }),
              ici: v.id === choisie?.id,
            }))}
          />
          {liste.length === 0 ? (
            <Vide titre="Rien ici pour l’instant." />
          ) : (
            <Tableau
              legende={`${choisie?.libelle ?? 'Projets'} : projets d’école des dossiers conformes`}
              legendeCachee
              colonnes={[
                { titre: 'École' },
                { titre: 'Porteur' },
                { titre: 'Dossier' },
                { titre: 'Note', nombre: true },
                { titre: 'Notes données', nombre: true },
                ...(p.attendues > 1 ? [{ titre: 'Écart', nombre: true }] : []),
              ]}
              lignes={t.lignes.map((x) => [
                <a href={urls.noterEcole.href({ slug: p.slug, id: x.dossier, uai: x.uai })}>{typographier(x.nom)}</a>,
                typographier(x.organisme),
                x.numero,
                noteDe(x, p),
                `${x.notateurs} sur ${p.attendues + (x.secondeLecture && !x.cachee ? 1 : 0)}`,
                ...(p.attendues > 1
                  ? [
                      x.cachee || x.notateurs < 2 ? (
                        '—'
                      ) : (
                        <>
                          {noteEnMots(x.ecart)}
                          {x.secondeLecture ? <PuceEtat ton="attention">Seconde lecture</PuceEtat> : null}
                        </>
                      ),
                    ]
                  : []),
              ])}
            />
          )}
          <PageSuivante
            total={
              t.pages > 1
                ? `Page ${t.page} sur ${t.pages}, ${accorder(liste.length, 'projet')}`
                : accorder(liste.length, 'projet')
            }
            precedente={lien(t.precedente)}
            suivante={lien(t.suivante)}
            restants={t.restants}
          />
        </>
      )}
    </Page>
  )
}

const noteDe = (x: ProjetDuClassement, p: Props): string => {
  if (x.cachee) return 'Visible après la vôtre'
  if (x.valeur === null) return p.pourMoi.has(x.id) ? 'À noter' : 'Pas encore'
  return noteEnMots(x.valeur)
}
