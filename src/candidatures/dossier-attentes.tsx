import { ACTES } from '../domaine/actes.ts'
import { clotureDe } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { accorder } from '../domaine/francais.ts'
import { BoutonPost } from '../ui/formulaire.tsx'
import { pageDeLActe } from '../ui/pages-des-actes.ts'
import { PhraseAttente } from '../ui/phrase-attente.tsx'
import { urls } from '../urls.ts'
import type { Attendu } from './attente.ts'
import { type Ecran, ecritPourLePorteur } from './ecran.ts'
import { lienDeChemin } from './liens.ts'
import type { Personne } from './queries.ts'

type Props = { e: Ecran; attendus: Attendu[]; entourage: Personne[] }

/** Who is awaited, for what, and the one action that helps when it is the reader. */
export const Attentes = ({ e, attendus, entourage }: Props) => {
  const [premier, ...autres] = attendus
  const ferme = e.faits.dossier.etat === 'brouillon' && e.maintenant >= clotureDe(e.faits)
  if (!premier)
    return (
      <PhraseAttente
        qui={null}
        quoi={ferme ? 'L’appel est fermé, et ce dossier n’a pas été déposé' : 'Rien n’est attendu pour le moment'}
      />
    )
  const action = premier.moi ? actionDe(e, premier) : inviterLaDirection(e, premier, entourage)
  return (
    <PhraseAttente
      qui={premier.qui}
      quoi={premier.quoi}
      depuis={premier.depuis}
      {...(premier.avant ? { jusqua: finDe(premier.avant) } : {})}
      maintenant={e.maintenant}
      {...(action ? { action } : {})}
    >
      {ecritPourLePorteur(e) && premier.acte === 'valider_projet_ecole' && premier.ecole ? (
        <BoutonPost
          action={urls.rappelEcole.href({ id: e.faits.dossier.id, uai: premier.ecole })}
          csrf={e.cadre.csrf}
          lien
        >
          Lui envoyer un rappel
        </BoutonPost>
      ) : null}
      {autres.length > 0 ? (
        <p class="laureat-attente__delais">
          {autres.slice(0, 4).map((a, i) => (
            <>
              {i > 0 ? <br /> : null}
              On {a.moi ? 'vous attend aussi' : `attend aussi ${a.qui}`}&nbsp;: {a.quoi}.
            </>
          ))}
          {autres.length > 4 ? <> Et {accorder(autres.length - 4, 'autre')}.</> : null}
        </p>
      ) : null}
    </PhraseAttente>
  )
}

/** A reminder reaches nobody in a school where nobody writes yet: inviting comes first. */
export const inviterLaDirection = (e: Ecran, a: Attendu, entourage: Personne[]) => {
  const uai = a.acte === 'valider_projet_ecole' ? a.ecole : undefined
  if (!uai || !ecritPourLePorteur(e)) return undefined
  const connue =
    entourage.some((p) => p.role === 'directeur' && p.portee === uai) ||
    e.faits.invitations.some((i) => i.uai === uai && i.etat === 'envoyee')
  return connue
    ? undefined
    : { libelle: 'Inviter la direction de l’école', href: urls.personnes.href({ id: e.faits.dossier.id }, { uai }) }
}

// A closing is the instant after the last second: people read the last minute in time.
const finDe = (avant: string): Date | string => (avant.length === 10 ? avant : new Date(Date.parse(avant) - 1000))

/** The one action that helps, when the reader is the one awaited. */
const actionDe = (e: Ecran, a: Attendu): { libelle: string; href: string } | undefined => {
  const id = e.faits.dossier.id
  if (a.acte === 'valider_projet_ecole' && a.ecole) {
    const aEcrire = completude(e.faits).manquants.find((m) => m.chemin.startsWith(`ecoles.${a.ecole}.`))
    if (aEcrire)
      return { libelle: 'Écrire le projet de l’école', href: lienDeChemin(e, aEcrire.chemin).split('#')[0] ?? '' }
    return { libelle: 'Relire et valider le projet', href: urls.validationEcole.href({ id, uai: a.ecole }) }
  }
  if (a.acte === 'completer') return { libelle: 'Voir ce qui manque et compléter', href: urls.complements.href({ id }) }
  if (a.acte === 'rendre_avis' && a.ecole)
    return { libelle: 'Donner votre avis', href: urls.avisEcole.href({ id, uai: a.ecole }) }
  if (a.acte === 'deposer') {
    if (e.faits.ecoles.every((x) => x.etat === 'retire'))
      return { libelle: 'Ajouter une école', href: urls.ecoles.href({ id }) }
    const complet = completude(e.faits).manquants.length === 0
    return { libelle: complet ? 'Relire et déposer' : 'Voir ce qui manque', href: urls.relecture.href({ id }) }
  }
  const href = pageDeLActe(e.faits, a.acte)
  const libelle = ACTES[a.acte]?.libelle
  return href && libelle ? { libelle, href } : undefined
}
