import type { ComponentChildren } from 'preact'
import { sansEnt } from '../domaine/actes/etats-argent.ts'
import { ecolesFinancees } from '../domaine/demande.ts'
import type { Action, EcoleDuDossier } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Corps, Regard } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { articles, commande, demande, dire, jourCourt, liste } from './mots.tsx'

type Props = { cadre: Cadre; r: Regard; corps: Corps; erreurs: Erreur[]; refus: string | undefined; fait: boolean }

/** The four pillars of each school, side by side: asked, granted, done. Numbers only, never a pupil's name. */
export const PiliersPage = (p: Props) => {
  const { faits: f } = p.r
  return (
    <Page {...p.cadre} titre="Les quatre piliers" prive erreurs={p.erreurs} retour={retourAuDossier(f, p.r.qualites)}>
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Les quatre piliers</h1>
      <p class="laureat-chapo">
        Ressources, formation, accompagnement des familles, équipement : ce qui est demandé, accordé et fait, école par
        école.
      </p>
      {p.fait ? <Avis ton="succes" titre="C’est enregistré." /> : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      {ecolesFinancees(f).map((e) => (
        <Ecole {...p} e={e} />
      ))}
    </Page>
  )
}

const Ecole = (p: Props & { e: EcoleDuDossier }) => {
  const { e } = p
  const { faits: f } = p.r
  const actions = (pilier: Action['pilier']) =>
    f.actions.filter((a) => a.ecole === e.uai && a.pilier === pilier && a.etat !== 'annulee')
  const recu = f.receptions.filter((x) => x.ecole === e.uai)
  const role = (...roles: string[]) =>
    p.r.qualites.some((q) => roles.includes(q.role) && (q.ecoles === null || q.ecoles.includes(e.uai)))
  const ouvert = ['notifie', 'solde'].includes(f.dossier.etat)
  return (
    <section>
      <h2 class="govuk-heading-m">{typographier(e.nom)}</h2>
      <Tableau
        legende={`Les quatre piliers, ${typographier(e.nom)}`}
        legendeCachee
        colonnes={[{ titre: 'Pilier' }, { titre: 'Demandé' }, { titre: 'Fait' }]}
        lignes={[
          [
            'Équipement',
            articles(f, e.uai, 'equipement'),
            recu.length > 0 ? (
              recu.some((x) => x.tout_livre) ? (
                <PuceEtat ton="fait">Livré</PuceEtat>
              ) : (
                'Livré en partie'
              )
            ) : (
              commande(f, e.uai)
            ),
          ],
          [
            'Ressources',
            articles(f, e.uai, 'ressources'),
            liste(
              actions('ressources'),
              (a) =>
                `${String(a.contenu.ressource ?? '')}, ouverte le ${jourCourt(a.date)}${a.contenu.comptes ? `, ${a.contenu.comptes} comptes` : ''}`,
            ),
          ],
          ['Formation', demande(f, e.uai, 'formation'), liste(actions('formation'), dire)],
          ['Familles', demande(f, e.uai, 'parentalite'), liste(actions('parentalite'), dire)],
        ]}
      />
      {sansEnt(f, e.uai) && e.presentation_ent !== 'presentee' && role('directeur', 'redacteur') ? (
        <Geste {...p} titre="L’ENT a été présenté au conseil d’école" geste="presenter_ent" sur={e.uai}>
          {(n) => (
            <>
              <ChampDate chemin={n('date')} libelle="Date du conseil d’école" />
            </>
          )}
        </Geste>
      ) : null}
      {ouvert && role('directeur', 'rectorat') ? (
        <Geste {...p} titre="Une ressource ou l’ENT est ouvert" geste="constater_ressource" sur={e.uai}>
          {(n) => (
            <>
              <ChampTexte chemin={n('ressource')} libelle="Ressource" erreurs={[]} />
              <ChampDate chemin={n('date')} libelle="Ouverte le" erreurs={[]} />
              <ChampEntier chemin={n('comptes')} libelle="Nombre de comptes ouverts" largeur={4} facultatif />
            </>
          )}
        </Geste>
      ) : null}
      {ouvert && role('directeur') ? (
        <Geste {...p} titre="Les questions des familles" geste="exprimer_besoin_parentalite" sur={e.uai}>
          {(n) => (
            <>
              <ChampLong
                chemin={n('besoins')}
                libelle="Besoins et questions de l’école"
                aide="Sans nommer personne."
                lignes={4}
              />
            </>
          )}
        </Geste>
      ) : null}
      {ouvert && role('partenaire_formation', 'rectorat') ? (
        <Geste {...p} titre="Proposer une formation" geste="proposer_formation" ecole={e.uai}>
          {(n) => (
            <>
              <ChampTexte chemin={n('theme')} libelle="Thème" />
              <ChampDate chemin={n('date')} libelle="Date envisagée" facultatif />
              <ChampTexte chemin={n('lieu')} libelle="Lieu" facultatif />
            </>
          )}
        </Geste>
      ) : null}
      {ouvert && role('partenaire_parentalite') ? (
        <Geste {...p} titre="Planifier un atelier pour les familles" geste="planifier_atelier" ecole={e.uai}>
          {(n) => (
            <>
              <ChampTexte chemin={n('theme')} libelle="Thème" />
              <ChampDate chemin={n('date')} libelle="Date" />
              <ChampTexte chemin={n('lieu')} libelle="Lieu" facultatif />
            </>
          )}
        </Geste>
      ) : null}
      {ouvert
        ? f.actions
            .filter((a) => a.ecole === e.uai && ['proposee', 'planifiee'].includes(a.etat))
            .map((a) => (
              <Suite
                {...p}
                a={a}
                gere={
                  a.pilier === 'formation' ? role('partenaire_formation', 'rectorat') : role('partenaire_parentalite')
                }
              />
            ))
        : null}
    </section>
  )
}

const Suite = (p: Props & { a: Action; gere: boolean }) => {
  if (!p.gere) return null
  const quoi = String(p.a.contenu.theme ?? p.a.contenu.besoins ?? '').slice(0, 60)
  const formation = p.a.pilier === 'formation'
  return (
    <>
      <Geste
        {...p}
        titre={`Planifier : ${quoi}`}
        geste={formation ? 'planifier_formation' : 'planifier_atelier'}
        sur={p.a.id}
      >
        {(n) => (
          <>
            {formation ? null : <ChampTexte chemin={n('theme')} libelle="Thème" valeur={quoi} />}
            <ChampDate chemin={n('date')} libelle="Date" valeur={p.a.date ?? undefined} />
            <ChampTexte
              chemin={n('lieu')}
              libelle="Lieu"
              valeur={typeof p.a.contenu.lieu === 'string' ? p.a.contenu.lieu : undefined}
            />
          </>
        )}
      </Geste>
      <Geste
        {...p}
        titre={`Consigner : ${quoi}`}
        geste={formation ? 'consigner_formation' : 'consigner_atelier'}
        sur={p.a.id}
      >
        {(n) => (
          <>
            <ChampEntier
              chemin={n('nombre')}
              libelle={formation ? 'Nombre de participants' : 'Nombre de familles présentes'}
              largeur={4}
            />
            <ChampLong chemin={n('bilan')} libelle="Bilan" lignes={3} facultatif />
          </>
        )}
      </Geste>
    </>
  )
}

const Geste = (
  p: Props & {
    titre: string
    geste: string
    sur?: string
    ecole?: string
    children: (n: (champ: string) => string) => ComponentChildren
  },
) => (
  <Details
    summaryText={p.titre}
    open={p.corps.geste === p.geste && (p.corps.sur === p.sur || p.corps.ecole === p.ecole) && p.refus !== undefined}
    text={
      <Formulaire action={urls.piliers.href({ id: p.r.faits.dossier.id })} csrf={p.cadre.csrf}>
        <input type="hidden" name="version" value={p.r.faits.dossier.version} />
        <input type="hidden" name="geste" value={p.geste} />
        {p.sur ? <input type="hidden" name="sur" value={p.sur} /> : null}
        {p.ecole ? <input type="hidden" name="ecole" value={p.ecole} /> : null}
        {p.children((champ) => `${prefixeDe(p.geste, p.sur ?? p.ecole)}${champ}`)}
        <Bouton ton="secondaire">Enregistrer</Bouton>
      </Formulaire>
    }
  />
)

/** Several forms stand on the page: each names its fields apart. */
export const prefixeDe = (geste: string, sur = ''): string => `${geste}-${sur}.`
