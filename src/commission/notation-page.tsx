import type { DonneeOfficielle } from '../domaine/acte.ts'
import type { Critere } from '../domaine/appel/schema-instruction.ts'
import type { EcoleDuDossier, Faits, Note } from '../domaine/faits.ts'
import { accorder, dateSimple } from '../domaine/francais.ts'
import type { Lectures } from '../domaine/lectures.ts'
import type { NoteSaisie } from '../domaine/notation.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Changements, type ChangementsLus } from '../ui/changements.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { ReponsesLues } from '../ui/reponses.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { noteEnMots as noteDite } from './mots.ts'

type Noter = {
  cadre: Cadre
  faits: Faits
  ecole: EcoleDuDossier
  non: Refus | undefined
  mienne: Note | undefined
  autres: Note[]
  membre: boolean
  deport: string | undefined
  /** Scores that this member will read once theirs is given. */
  aveugle: boolean
  /** What changed since the version that the refused form was reading. */
  change: ChangementsLus | undefined
  lectures: Lectures
  /** Why this member gives no score here any more. */
  fermee: string | undefined
  corps: Record<string, string | string[] | undefined>
  fait: string | undefined
  criteres: { critere: Critere; calculee: number | undefined; donnee: DonneeOfficielle | undefined }[]
}

/** The grid of one school project beside what it says: manual criteria with a justification, computed ones with their source. */
export const NoterPage = (p: Noter) => {
  const { faits, ecole } = p
  const slug = faits.dossier.appel
  const action = urls.noterEcole.href({ slug, id: faits.dossier.id, uai: ecole.uai })
  const erreurs = p.non?.erreurs ?? []
  const deja = (p.mienne?.contenu.notes ?? []) as NoteSaisie[] // as `noter` wrote it
  const valeur = (prefixe: string, id: string) => {
    const saisi = p.corps[`${prefixe}.${id}`]
    if (typeof saisi === 'string') return saisi
    const note = deja.find((n) => n.critere === id && !n.calculee)
    return prefixe === 'note' ? note?.valeur : note?.justification
  }
  const { lectures } = p
  const peut = p.membre && p.deport === undefined && faits.dossier.etat === 'conforme' && !p.fermee
  return (
    <Page
      {...p.cadre}
      titre={`Noter ${typographier(ecole.nom)}`}
      prive
      large
      erreurs={erreurs}
      retour={{ href: urls.notation.href({ slug }), libelle: 'Tous les projets' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">
        Dossier {faits.dossier.numero} · {typographier(faits.organisme.nom)}
      </p>
      <h1 class="govuk-heading-xl">{typographier(ecole.nom)}</h1>
      {p.fait ? (
        <Avis ton="succes" titre={`Votre note est enregistrée : ${noteDite(p.mienne?.score ?? null)} sur 100.`} />
      ) : null}
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      {p.change ? (
        <section aria-labelledby="change">
          <h2 class="govuk-heading-m" id="change">
            Ce qui a changé depuis votre lecture
          </h2>
          <Changements faits={faits} c={p.change} />
          <p class="govuk-body">Ce que vous aviez écrit est encore ci-dessous : relisez, puis enregistrez.</p>
        </section>
      ) : null}
      {p.deport === undefined ? null : (
        <Avis ton="attention" titre={`Votre déport de ce dossier est enregistré\u00a0: ${p.deport}`} />
      )}
      {lectures.attendues > 1 || lectures.donnees > 1 ? (
        <p class="laureat-chapo">
          {accorder(lectures.donnees, 'note donnée', 'notes données')} sur {lectures.attendues}
          {lectures.ecart !== null && !p.aveugle ? `, écart de ${noteDite(lectures.ecart)} points` : ''}.
        </p>
      ) : null}
      {lectures.seconde && !p.aveugle ? (
        <Avis
          ton="attention"
          titre={`L’écart entre les notes dépasse ${noteDite(faits.appel.commission.ecartSecondeLecture)} points : une seconde lecture est demandée.`}
        >
          Une autre personne de la commission note le projet ; chacune de celles qui l’ont noté peut revoir sa note.
        </Avis>
      ) : null}
      {p.aveugle ? (
        <Avis titre="La notation se fait à l’aveugle : vous lirez les notes des autres membres quand vous aurez donné la vôtre." />
      ) : null}
      {p.membre && p.fermee && p.deport === undefined ? <Avis titre={p.fermee} /> : null}
      <div class="laureat-colonnes">
        <div>
          {peut ? (
            <Formulaire action={action} csrf={p.cadre.csrf}>
              <input type="hidden" name="version" value={faits.dossier.version} />
              {p.criteres.map(({ critere, calculee, donnee }) => {
                const { min, max } = critere.echelle
                if (calculee !== undefined)
                  return (
                    <p class="govuk-body">
                      <strong>{critere.libelle}</strong> : {noteDite(calculee)} sur {max} (poids {critere.poids}).{' '}
                      <span class="laureat-discret">
                        {donnee
                          ? `Calculé, source : ${donnee.source}${donnee.date ? `, ${dateSimple(donnee.date)}` : ''}.`
                          : 'Aucune donnée officielle : valeur prévue par la grille.'}
                      </span>
                    </p>
                  )
                return (
                  <fieldset class="laureat-carte">
                    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
                      {critere.libelle} <span class="laureat-discret">(poids {critere.poids})</span>
                    </legend>
                    <ChampEntier
                      chemin={`note.${critere.id}`}
                      libelle={`Note de ${min} à ${max}`}
                      {...(critere.aide ? { aide: critere.aide } : {})}
                      largeur={2}
                      erreurs={erreurs}
                      valeur={valeur('note', critere.id)}
                    />
                    <ChampLong
                      chemin={`justification.${critere.id}`}
                      libelle="Justification"
                      lignes={2}
                      erreurs={erreurs}
                      valeur={valeur('justification', critere.id)?.toString()}
                    />
                  </fieldset>
                )
              })}
              <Boutons>
                <Bouton>Enregistrer la note</Bouton>
              </Boutons>
            </Formulaire>
          ) : null}
          {p.autres.length > 0 ? (
            <Tableau
              legende="Notes des autres membres"
              colonnes={[{ titre: 'Membre' }, { titre: 'Note sur 100', nombre: true }]}
              lignes={p.autres.map((n) => [n.par, noteDite(n.score)])}
            />
          ) : null}
          {p.membre && p.deport === undefined && faits.dossier.etat === 'conforme' ? (
            <Details
              summaryText="Un lien avec ce porteur ? Vous déporter"
              text={
                <Formulaire action={action} csrf={p.cadre.csrf}>
                  <input type="hidden" name="version" value={faits.dossier.version} />
                  <input type="hidden" name="deport" value="oui" />
                  <ChampTexte chemin="motif" libelle="Motif, inscrit au procès-verbal" />
                  <Bouton ton="danger">Me déporter de ce dossier</Bouton>
                </Formulaire>
              }
            />
          ) : null}
        </div>
        <aside>
          <Carte titre="Le projet de l’école">
            {faits.appel.formulaire
              .filter((s) => s.par === 'ecole')
              .map((s) => (
                <Details
                  summaryText={s.titre}
                  open={s.id === 'projet'}
                  text={<ReponsesLues faits={faits} section={s} uai={ecole.uai} />}
                />
              ))}
          </Carte>
        </aside>
      </div>
    </Page>
  )
}
