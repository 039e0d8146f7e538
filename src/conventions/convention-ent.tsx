import { DEPUIS_VOTE } from '../domaine/etats.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { sansEnt } from '../domaine/gardes.ts'
import { instancesDe, typographier } from '../domaine/organismes.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoixMultiple, ChampDate } from '../ui/champs-choix.tsx'
import { BoutonPost } from '../ui/formulaire.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { VueComparaison } from './comparaison.tsx'
import { Geste, peut, t } from './convention-gestes.tsx'
import type { VueConvention } from './convention-page.tsx'

type P = VueConvention
const ETATS_ENT: Record<string, { mot: string; ton: 'attention' | 'fait' | 'neutre' }> = {
  a_signer: { mot: 'À signer par le bénéficiaire', ton: 'attention' },
  signee_commune: { mot: 'À signer par le Rectorat', ton: 'attention' },
  signee: { mot: 'Signée des deux côtés', ton: 'fait' },
  sans_objet: { mot: 'Sans objet', ton: 'neutre' },
}

/** The ENT of each school that has none: presented to its council, then agreed by both sides. */
export const Ent = (p: P) => {
  const f = p.r.faits
  const ecoles = ecolesVivantes(f).filter((e) => sansEnt(f, e.uai))
  if (ecoles.length === 0) return null
  const etabli = p.documents.some((d) => d.genre === 'convention_ent')
  const ouvert = DEPUIS_VOTE.includes(f.dossier.etat)
  const rectorat = peut(p, 'rectorat')
  const signer = ecoles.filter((e) => e.convention_ent === (rectorat ? 'signee_commune' : 'a_signer'))
  return (
    <section>
      <h2 class="govuk-heading-m">Espace numérique de travail (ENT)</h2>
      <p class="govuk-body">
        Ces écoles n’ont pas encore d’ENT. Il se présente au conseil d’école avant la convention. Une convention avec le
        Rectorat protège ensuite les données des élèves. Sans elle, seules les dépenses d’ENT ne peuvent pas être
        payées.
      </p>
      <Tableau
        legende="ENT de chaque école"
        legendeCachee
        colonnes={[{ titre: 'École' }, { titre: 'Conseil d’école' }, { titre: 'Convention' }]}
        lignes={ecoles.map((e) => {
          const etat = ETATS_ENT[e.convention_ent] ?? { mot: e.convention_ent, ton: 'neutre' as const }
          return [
            typographier(e.nom),
            e.presentation_ent === 'presentee' ? (
              <PuceEtat ton="fait">Présenté</PuceEtat>
            ) : (
              <PuceEtat ton="attention">À présenter</PuceEtat>
            ),
            <PuceEtat ton={etat.ton}>{etat.mot}</PuceEtat>,
          ]
        })}
      />
      <VueComparaison comparaison={p.comparaisonEnt} quoi="la convention ENT envoyée" />
      {ouvert && signer.length > 0 && peut(p, 'redacteur', 'signataire', 'instructeur', 'rectorat') ? (
        <BoutonPost
          lien={etabli}
          action={urls.convention.href({ id: f.dossier.id })}
          csrf={p.cadre.csrf}
          champs={{ geste: 'etablir_convention_ent', version: String(f.dossier.version) }}
          ton="secondaire"
        >
          {etabli ? 'Établir de nouveau la convention ENT' : 'Établir la convention ENT'}
        </BoutonPost>
      ) : null}
      {ouvert && signer.length > 0 && (peut(p, 'redacteur', 'signataire') || rectorat) ? (
        <Geste
          {...p}
          geste="signer_convention_ent"
          titre={rectorat ? 'Signature du Rectorat' : 'Votre signature'}
          bouton="Enregistrer la convention ENT"
        >
          <ChampChoixMultiple
            chemin="signer_convention_ent.ecoles"
            libelle="Écoles de cette convention"
            aide="Une seule convention peut valoir pour plusieurs écoles."
            erreurs={p.erreurs.map((e) =>
              e.chemin === 'signer_convention_ent.sur' ? { ...e, chemin: 'signer_convention_ent.ecoles' } : e,
            )}
            valeurs={p.corps.ecoles === undefined ? signer.map((e) => e.uai) : [p.corps.ecoles].flat()}
            choix={signer.map((e) => ({ valeur: e.uai, libelle: typographier(e.nom) }))}
          />
          <ChampFichier
            chemin="signer_convention_ent.piece"
            libelle="Convention ENT signée (PDF)"
            erreurs={p.erreurs}
          />
          <ChampTexte
            chemin="signer_convention_ent.signataire.nom"
            libelle="Nom de la personne qui a signé"
            erreurs={p.erreurs}
            valeur={t(p, 'signataire.nom') ?? (rectorat ? '' : f.dossier.contenu.signataire?.nom)}
          />
          <ChampTexte
            chemin="signer_convention_ent.signataire.qualite"
            libelle="Sa qualité"
            erreurs={p.erreurs}
            valeur={
              t(p, 'signataire.qualite') ??
              (rectorat
                ? 'Directeur académique des services de l’Éducation nationale'
                : instancesDe(f.organisme).qualite)
            }
          />
          <ChampDate
            chemin="signer_convention_ent.date"
            libelle="Date de cette signature"
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, 'date')}
          />
        </Geste>
      ) : null}
    </section>
  )
}
