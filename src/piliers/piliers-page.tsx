import { ecolesFinancees } from '../domaine/demande.ts'
import { sontPartenaires } from '../domaine/droits.ts'
import type { Action, EcoleDuDossier } from '../domaine/faits.ts'
import { accorder } from '../domaine/francais.ts'
import { sansEnt } from '../domaine/gardes.ts'
import { typographier } from '../domaine/organismes.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Geste, type Props, Suite } from './geste.tsx'
import { articles, commande, demande, dire, jourDit, liste } from './mots.tsx'

/** The four pillars of each school, side by side: asked, granted, done. Numbers only, never a pupil's name. */
export const PiliersPage = (p: Props) => {
  const { faits: f } = p.r
  return (
    <Page {...p.cadre} titre="Les quatre piliers" prive erreurs={p.erreurs} retour={retourAuDossier(f, p.r.qualites)}>
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Les quatre piliers</h1>
      <p class="laureat-chapo">
        Ressources, formation, accompagnement des familles, équipement : ce qui est demandé, accordé et fait, école par
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
  // A partner reads its own pillar; the facts of the others are masked for it.
  const partenaire = sontPartenaires(p.r.qualites)
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
                `${String(a.contenu.ressource ?? '')}, ouverte le ${jourDit(a.date)}${a.contenu.comptes ? `, ${accorder(Number(a.contenu.comptes), 'compte')}` : ''}`,
            ),
          ],
          ['Formation', demande(f, e.uai, 'formation'), liste(actions('formation'), dire)],
          ['Familles', demande(f, e.uai, 'parentalite'), liste(actions('parentalite'), dire)],
        ].filter(
          ([pilier]) =>
            !partenaire ||
            (pilier === 'Formation' && role('partenaire_formation')) ||
            (pilier === 'Familles' && role('partenaire_parentalite')),
        )}
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
