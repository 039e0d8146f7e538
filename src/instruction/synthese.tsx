import { avisRecus } from '../domaine/actes/avis.ts'
import { elementsAExaminer } from '../domaine/actes/examiner.ts'
import { controles } from '../domaine/controles.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { accorder, dateHeureSimple } from '../domaine/francais.ts'
import { eurosCourts, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { Carte } from '../ui/carte.tsx'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { Changements, rienDeNeuf } from '../ui/changements.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { VueDossierBureau } from './dossier-page.tsx'
import { lienActe } from './dossier-page.tsx'
import { actesDuBureau } from './ecran.ts'
import { actesPourLeCompte } from './pour-le-compte.tsx'

const DECISIONS = { retenu: 'Retenu', liste_attente: 'Liste d’attente', non_retenu: 'Non retenu' } as const

/** One page that answers: what is asked, for whom, how much, what is wrong, what changed, what next. */
export const Synthese = (v: VueDossierBureau) => {
  const { e, visite } = v
  const { faits } = e
  const { dossier } = faits
  const ecoles = ecolesVivantes(faits)
  const signales = Object.entries(controles(faits)).filter(([, c]) => c.verdict !== 'conforme')
  // The reader's own acts are no news.
  const neuf = v.neuf && { ...v.neuf, lignes: v.neuf.lignes.filter((l) => l.personne !== v.moi) }
  const avis = avisRecus(faits.avis)
  const reste = elementsAExaminer(faits).length
  const comptes = actesPourLeCompte(e)
  const discrets = actesDuBureau(e).filter((a) => a.rare)
  return (
    <div class="laureat-colonnes">
      <div>
        {neuf && !rienDeNeuf(neuf) ? (
          <section aria-labelledby="neuf">
            <h2 class="govuk-heading-m" id="neuf">
              Depuis votre dernière visite
            </h2>
            <Changements faits={faits} c={neuf} />
          </section>
        ) : null}
        <h2 class="govuk-heading-m">Ce qui est demandé</h2>
        <Tableau
          legende="Écoles du dossier"
          legendeCachee
          colonnes={[
            { titre: 'École' },
            { titre: 'Classes concernées', nombre: true },
            { titre: 'Élèves', nombre: true },
            { titre: 'Demandé', nombre: true },
            { titre: 'Plafond calculé', nombre: true },
            { titre: 'Note', nombre: true },
            { titre: 'Décision' },
          ]}
          lignes={ecoles.map((x) => [
            <>
              {typographier(x.nom)}
              <small>{x.uai}</small>
            </>,
            nombre(x.classes_concernees),
            nombre(x.eleves),
            eurosCourts(x.montant_demande),
            eurosCourts(x.montant_calcule),
            x.score === null ? '—' : String(x.score).replace('.', ','),
            x.decision
              ? `${DECISIONS[x.decision]}${x.decision === 'retenu' ? `, ${eurosCourts(x.montant_propose)}` : ''}`
              : '—',
          ])}
          total={[
            accorder(ecoles.length, 'école'),
            nombre(ecoles.reduce((t, x) => t + x.classes_concernees, 0)),
            nombre(ecoles.reduce((t, x) => t + x.eleves, 0)),
            eurosCourts(dossier.montant_demande),
            eurosCourts(dossier.montant_calcule),
            '',
            '',
          ]}
        />
        <h2 class="govuk-heading-m">Ce qui est à vérifier</h2>
        {signales.length === 0 ? (
          <p class="govuk-body">Les contrôles automatiques ne signalent rien.</p>
        ) : (
          <ul class="govuk-list">
            {signales.map(([id, c]) => (
              <li>
                <PuceEtat ton={c.verdict === 'non_conforme' ? 'erreur' : 'attention'}>
                  {c.verdict === 'non_conforme' ? 'Non conforme' : 'À vérifier'}
                </PuceEtat>{' '}
                {faits.appel.controle.find((x) => x.id === id)?.libelle} — {c.texte}
              </li>
            ))}
          </ul>
        )}
        {dossier.etat === 'depose' ? (
          <p class="govuk-body">
            <a href={urls.bureauDossier.href({ slug: e.slug, id: dossier.id }, { onglet: 'examen' })}>
              {reste > 0
                ? `Grille d’examen : il reste ${accorder(reste, 'élément')}`
                : 'Grille d’examen remplie : la relire'}
            </a>
          </p>
        ) : null}
        <h2 class="govuk-heading-m">Aides passées</h2>
        {v.aides.length === 0 ? (
          <p class="govuk-body">Aucune aide passée n’est connue pour ce porteur ni pour ces écoles.</p>
        ) : (
          <Tableau
            legende="Aides passées du porteur et des écoles"
            legendeCachee
            colonnes={[
              { titre: 'Vague' },
              { titre: 'Bénéficiaire' },
              { titre: 'École' },
              { titre: 'Montant', nombre: true },
            ]}
            lignes={v.aides.map((a) => [
              a.annee ? `${a.vague} (${a.annee})` : a.vague,
              typographier(a.organisme),
              typographier(a.ecole),
              a.montant === null ? '—' : eurosCourts(a.montant),
            ])}
          />
        )}
      </div>
      <aside>
        <CarteArgent
          titre="L’argent"
          lignes={[
            { libelle: 'Dépense présentée', centimes: dossier.montant_depense },
            { libelle: 'Subvention demandée', centimes: dossier.montant_demande },
            { libelle: 'Plafond calculé', centimes: dossier.montant_calcule },
            ...(dossier.montant_propose > 0
              ? [{ libelle: 'Proposé par la commission', centimes: dossier.montant_propose }]
              : []),
            ...(dossier.montant_vote > 0 ? [{ libelle: 'Voté', centimes: dossier.montant_vote }] : []),
          ]}
        />
        <Carte titre="Autour du dossier">
          <p class="govuk-body">
            Avis reçus&nbsp;: {avis.recus} sur {avis.demandes}.
            <br />
            Versions déposées&nbsp;: {v.versions.length}
            {v.versions.length > 1 ? (
              <>
                {' '}
                (
                <a href={urls.bureauDossier.href({ slug: e.slug, id: dossier.id }, { onglet: 'historique' })}>
                  voir les différences
                </a>
                )
              </>
            ) : null}
            .
            <br />
            {visite.precedente
              ? `Votre dernière visite : ${dateHeureSimple(visite.precedente)}.`
              : 'C’est votre première visite.'}
          </p>
        </Carte>
        {comptes.length > 0 ? (
          <Carte titre="Reçu par lettre ou par courriel">
            <p class="govuk-body">Enregistrez, pour le compte de la collectivité ou de l’école&nbsp;:</p>
            <ul class="govuk-list">
              {comptes.map((a) => (
                <li>
                  <a href={urls.bureauActe.href({ slug: e.slug, id: dossier.id, acte: a.acte })}>{a.libelle}</a>
                </li>
              ))}
            </ul>
          </Carte>
        ) : null}
        {discrets.length > 0 ? (
          <Carte titre="Autres actes possibles">
            <ul class="govuk-list">
              {discrets.map((a) => (
                <li>
                  <a href={lienActe(e, a.acte)}>{a.libelle}</a>
                </li>
              ))}
            </ul>
          </Carte>
        ) : null}
      </aside>
    </div>
  )
}
