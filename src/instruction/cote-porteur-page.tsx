import type { ComponentChildren } from 'preact'
import { ACTES } from '../domaine/actes.ts'
import type { Avis as AvisDonne, EcoleDuDossier, Faits } from '../domaine/faits.ts'
import { dateLongue, dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { ilReste } from '../ui/formats.ts'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { ReponsesLues } from '../ui/reponses.tsx'
import { urls } from '../urls.ts'

export type Commun = { cadre: Cadre; faits: Faits; non: Refus | undefined }

/** The frame that these pages share. */
export const Gabarit = (p: Commun & { titre: string; surtitre?: string; children: ComponentChildren }) => {
  const erreurs = p.non?.erreurs ?? []
  const { dossier } = p.faits
  return (
    <Page
      {...p.cadre}
      titre={`${p.titre}, dossier ${dossier.numero}`}
      prive
      erreurs={erreurs}
      retour={{ href: urls.dossier.href({ id: dossier.id }), libelle: 'Le dossier' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{p.surtitre ?? `Dossier ${dossier.numero}`}</p>
      <h1 class="govuk-heading-xl">{p.titre}</h1>
      {p.non && erreurs.length === 0 ? <Avis ton="erreur" titre={p.non.detail} /> : null}
      {p.children}
    </Page>
  )
}

/** What the service is missing, where to write it, and the button that sends it all. */
export const ComplementsPage = (
  p: Commun & {
    maintenant: Date
    avant: string | undefined
    elements: { libelle: string; manque: string }[]
    parties: { libelle: string; href: string }[]
  },
) => {
  const { dossier } = p.faits
  const manque = p.non?.code === 'dossier_incomplet' ? { ...p.non, erreurs: undefined as never } : p.non
  const incomplets = p.non?.code === 'dossier_incomplet' ? (p.non.erreurs ?? []) : []
  if (dossier.etat !== 'a_completer')
    return (
      <Gabarit {...p} non={undefined} titre="Compléments">
        <Avis titre="Aucun complément n’est demandé pour le moment." />
      </Gabarit>
    )
  return (
    <Gabarit {...p} non={manque ? { ...manque, erreurs: [] } : undefined} titre="Compléter votre dossier">
      {p.avant ? (
        <p class="laureat-chapo">
          Réponse attendue avant le {dateLongue(p.avant)} ({ilReste(p.avant, p.maintenant)}).
        </p>
      ) : null}
      <h2 class="govuk-heading-m">Ce qui manque</h2>
      <ul class="govuk-list govuk-list--bullet">
        {p.elements.map((x) => (
          <li>
            <strong>{x.libelle}</strong>&nbsp;: {x.manque}
          </li>
        ))}
      </ul>
      {incomplets.length > 0 ? (
        <Avis ton="attention" titre="Il reste à répondre">
          <ul class="govuk-list govuk-list--bullet">
            {incomplets.map((x) => (
              <li>{x.message}</li>
            ))}
          </ul>
        </Avis>
      ) : null}
      <h2 class="govuk-heading-m">Les parties rouvertes</h2>
      <p class="govuk-body">
        Modifiez ce qu’il faut, puis revenez ici envoyer vos compléments. Le reste du dossier ne change pas.
      </p>
      <ul class="govuk-list">
        {p.parties.map((x) => (
          <li>
            <a href={x.href}>{x.libelle}</a>
          </li>
        ))}
        <li>
          <a href={urls.pieces.href({ id: dossier.id })}>Les pièces du dossier</a>
        </li>
      </ul>
      <Formulaire action={urls.complements.href({ id: dossier.id })} csrf={p.cadre.csrf}>
        <input type="hidden" name="version" value={dossier.version} />
        <Bouton>{ACTES.completer?.libelle}</Bouton>
      </Formulaire>
    </Gabarit>
  )
}

const SENS = [
  { valeur: 'favorable', libelle: 'Favorable' },
  { valeur: 'a_revoir', libelle: 'Des points à revoir' },
  { valeur: 'defavorable', libelle: 'Défavorable' },
]

/** The opinion of the ERUN, the IEN or the Rectorat on a school's project, beside that project. */
export const AvisPage = (
  p: Commun & {
    ecole: EcoleDuDossier
    avis: AvisDonne[]
    corps: Record<string, string | string[] | undefined>
    fait: string | undefined
  },
) => {
  const { faits, ecole } = p
  const { dossier } = faits
  const demande = p.avis.find((a) => a.etat === 'demande')
  const donnes = p.avis.filter((a) => a.etat !== 'demande')
  const dit = (nom: string) => (typeof p.corps[nom] === 'string' ? p.corps[nom] : undefined)
  const possible = ['depose', 'conforme'].includes(dossier.etat)
  return (
    <Gabarit {...p} titre="Votre avis" surtitre={`${typographier(ecole.nom)}, dossier ${dossier.numero}`}>
      {p.fait ? <Avis ton="succes" titre="Votre avis est enregistré. Le service le lira avec le dossier." /> : null}
      {demande?.avant ? <p class="laureat-chapo">À donner avant le {dateLongue(demande.avant)}.</p> : null}
      {donnes.map((a) => (
        <div class="laureat-carte">
          <p class="govuk-body">
            <strong>{SENS.find((s) => s.valeur === a.sens)?.libelle}</strong>, donné par {a.par}
            {a.rendu_le ? ` le ${dateSimple(a.rendu_le)}` : ''}
            {a.etat === 'remplace' ? ' (remplacé depuis)' : ''}.
          </p>
          <p class="govuk-body">{a.texte}</p>
        </div>
      ))}
      {possible ? (
        <Formulaire action={urls.avisEcole.href({ id: dossier.id, uai: ecole.uai })} csrf={p.cadre.csrf}>
          <input type="hidden" name="version" value={dossier.version} />
          <ChampChoix
            chemin="sens"
            libelle={donnes.length > 0 ? 'Un nouvel avis' : 'Votre avis'}
            choix={SENS}
            erreurs={p.non?.erreurs ?? []}
            valeur={dit('sens')}
          />
          <ChampLong
            chemin="texte"
            libelle="Pourquoi"
            aide="Une fois donné, un avis ne change plus. Vous pourrez en donner un nouveau : le premier restera lisible. La commune ne le voit pas."
            lignes={6}
            erreurs={p.non?.erreurs ?? []}
            valeur={dit('texte')}
          />
          <Bouton>Donner mon avis</Bouton>
        </Formulaire>
      ) : (
        <Avis titre="Le dossier n’est plus au stade des avis." />
      )}
      <h2 class="govuk-heading-m">Le projet de l’école</h2>
      {faits.appel.formulaire
        .filter((s) => s.par === 'ecole')
        .map((s) => (
          <Details
            summaryText={s.titre}
            open={s.id === 'projet'}
            text={<ReponsesLues faits={faits} section={s} uai={ecole.uai} />}
          />
        ))}
    </Gabarit>
  )
}
