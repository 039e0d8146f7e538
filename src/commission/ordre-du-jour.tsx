import { accorder } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { ChampChoixMultiple } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { DECISIONS } from './mots.ts'
import { dossiersAInscrire } from './queries.ts'
import type { PropsSeance } from './seance-actions.tsx'
import { PAR_PAGE, trancher } from './tranche.ts'

type Props = PropsSeance & { projets: PropsSeance['classement']['projets'] }

/** The projects of a session in the order of the ranking, with what was decided, and the dossiers that may still enter. */
export const OrdreDuJour = (p: Props) => {
  const { seance: s, dossiers } = p.seance
  const { projets } = p
  const slug = s.appel
  const t = trancher(projets, p.page)
  const lien = (page: number | undefined) =>
    page === undefined ? undefined : urls.seance.href({ slug, id: s.id }, { page })
  return (
    <>
      <Tableau
        legende={`Ordre du jour : ${accorder(dossiers.length, 'dossier')}, ${accorder(projets.length, 'projet')} d’école`}
        colonnes={[
          { titre: 'Rang' },
          { titre: 'École' },
          { titre: 'Note', nombre: true },
          { titre: 'Plafond calculé', nombre: true },
          { titre: 'Décision' },
        ]}
        lignes={t.lignes.map((x) => [
          x.rang === null ? '—' : String(x.rang),
          <>
            <a href={urls.bureauDossier.href({ slug, id: x.dossier })}>{typographier(x.nom)}</a>
            <small>
              {x.numero}, {typographier(x.organisme)}
            </small>
          </>,
          x.valeur === null ? '—' : String(x.valeur).replace('.', ','),
          eurosCourts(x.montant),
          x.decision
            ? `${DECISIONS[x.decision]?.libelle}${x.decision === 'retenu' ? `, ${eurosCourts(x.propose)}` : ''}`
            : '—',
        ])}
      />
      {t.pages > 1 ? (
        <PageSuivante
          total={`Page ${t.page} sur ${t.pages}`}
          precedente={lien(t.precedente)}
          suivante={lien(t.suivante)}
          restants={t.restants}
        />
      ) : null}
      <Ajouter {...p} />
    </>
  )
}

const Ajouter = (p: Props) => {
  const { seance: s, dossiers } = p.seance
  // The commission permanente votes on dossiers already kept: they enter its agenda from its own page.
  const aInscrire = s.genre === 'technique' ? dossiersAInscrire(p.classement, new Set(dossiers.map((d) => d.id))) : []
  const peut = p.roles.some((r) => r === 'president_commission' || r === 'instructeur')
  if (!['preparee', 'ouverte'].includes(s.etat) || aInscrire.length === 0 || !peut) return null
  return (
    <Formulaire action={urls.seanceActe.href({ slug: s.appel, id: s.id, acte: 'modifier_seance' })} csrf={p.cadre.csrf}>
      <input type="hidden" name="version" value={s.version} />
      <ChampChoixMultiple
        chemin="ajouter"
        libelle="Ajouter à l’ordre du jour"
        {...(aInscrire.length > PAR_PAGE
          ? {
              aide: `Les ${PAR_PAGE} premiers du classement, sur ${aInscrire.length} ; les suivants ensuite, ou par la liste des dossiers.`,
            }
          : {})}
        choix={aInscrire.slice(0, PAR_PAGE).map((x) => ({
          valeur: x.id,
          libelle: `${x.numero}, ${typographier(x.organisme)}`,
        }))}
      />
      <Bouton ton="secondaire">Ajouter les dossiers cochés</Bouton>
    </Formulaire>
  )
}
