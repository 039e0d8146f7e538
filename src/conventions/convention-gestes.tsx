import type { ComponentChildren } from 'preact'
import { jourParis } from '../domaine/calendrier.ts'
import { instancesDe } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import { saisi } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'
import type { VueConvention } from './convention-page.tsx'

type P = VueConvention
export const peut = (p: P, ...roles: string[]): boolean =>
  p.r.qualites.some((q) => roles.includes(q.role) && q.ecoles === null)

export const t = (p: P, nom: string): string | undefined => saisi(p.corps, nom)

export const Geste = (p: P & { geste: string; titre: string; bouton: string; children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{p.titre}</h2>
    <Formulaire action={urls.convention.href({ id: p.r.faits.dossier.id })} csrf={p.cadre.csrf} fichiers>
      <input type="hidden" name="version" value={p.r.faits.dossier.version} />
      <input type="hidden" name="geste" value={p.geste} />
      {t(p, 'piece') ? <input type="hidden" name="piece" value={t(p, 'piece')} /> : null}
      <input type="hidden" name="prefixe" value={p.geste} />
      {p.children}
      <Bouton>{p.bouton}</Bouton>
    </Formulaire>
  </section>
)

export const Deliberation = (p: P) => (
  <Geste
    {...p}
    geste="enregistrer_deliberation"
    titre={`La délibération ${instancesDe(p.r.faits.organisme).delOrgane}`}
    bouton="Enregistrer la délibération"
  >
    <p class="govuk-body">
      Une délibération prise plus tôt, au moment de la candidature, convient si elle autorise à signer.
    </p>
    <ChampFichier chemin="enregistrer_deliberation.piece" libelle="Délibération" erreurs={p.erreurs} />
    <ChampDate
      chemin="enregistrer_deliberation.date"
      libelle="Date de la séance"
      erreurs={p.erreurs}
      valeur={dateSaisie(p.corps, 'date')}
    />
    <ChampTexte
      chemin="enregistrer_deliberation.numero"
      libelle="Numéro"
      facultatif
      aide="Laissez vide si elle n’en a pas."
      largeur={10}
      erreurs={p.erreurs}
      valeur={t(p, 'numero')}
    />
    <ChampChoix
      chemin="enregistrer_deliberation.sens"
      libelle="Sens du vote"
      erreurs={p.erreurs}
      valeur={t(p, 'sens') ?? 'favorable'}
      choix={[
        { valeur: 'favorable', libelle: 'Favorable' },
        {
          valeur: 'defavorable',
          libelle: 'Défavorable',
          aide: 'Vous pourrez alors renoncer à la subvention depuis le dossier.',
        },
        { valeur: 'ajournee', libelle: 'Ajournée' },
      ]}
    />
    <Case
      chemin="enregistrer_deliberation.autoriseSignature"
      libelle="Elle autorise à signer la convention"
      erreurs={p.erreurs}
      coche={t(p, 'autoriseSignature') === 'oui'}
    />
    <ChampTexte
      chemin="enregistrer_deliberation.transmissionPrefecture"
      libelle="Accusé de réception de la préfecture"
      facultatif
      erreurs={p.erreurs}
      valeur={t(p, 'transmissionPrefecture')}
    />
  </Geste>
)

export const Signature = (
  p: P & { geste: string; titre: string; bouton: string; qualite: string; nom?: string; delegation?: boolean },
) => (
  <Geste {...p}>
    <ChampFichier chemin={`${p.geste}.piece`} libelle="Convention signée (PDF)" erreurs={p.erreurs} />
    <ChampTexte
      chemin={`${p.geste}.signataire.nom`}
      libelle="Nom du signataire"
      aide="Prénom et nom de la personne qui a signé, comme ils sont écrits sous la signature."
      erreurs={p.erreurs}
      valeur={t(p, 'signataire.nom') ?? p.nom ?? p.r.faits.dossier.contenu.signataire?.nom}
    />
    <ChampTexte
      chemin={`${p.geste}.signataire.qualite`}
      libelle="En qualité de"
      aide="Sa fonction, telle que la convention l’écrit. Par exemple : Première adjointe, par délégation."
      erreurs={p.erreurs}
      valeur={t(p, 'signataire.qualite') ?? p.qualite}
    />
    {p.delegation ? (
      <ChampTexte
        chemin={`${p.geste}.delegation`}
        libelle="Délégation"
        aide="Le numéro de l’arrêté de délégation, si une autre personne que la présidence a signé."
        facultatif
        erreurs={p.erreurs}
        valeur={t(p, 'delegation') ?? p.r.faits.appel.signataire.delegation?.numero}
      />
    ) : null}
    <ChampDate
      chemin={`${p.geste}.date`}
      libelle="Date de la signature"
      erreurs={p.erreurs}
      valeur={dateSaisie(p.corps, 'date')}
    />
  </Geste>
)

export const Notifier = (p: P) => {
  const vote = voteEnVigueur(p.r.faits)
  const dit = (x: unknown) => (typeof x === 'string' ? x : undefined)
  return (
    <Geste {...p} geste="notifier" titre="Notifier : le programme est lancé" bouton="Notifier la subvention">
      <p class="govuk-body">
        Les délais partent de cette date. La commune, les écoles, le Rectorat et les partenaires sont prévenus.
      </p>
      <ChampDate
        chemin="notifier.date"
        libelle="Date d’envoi de la notification"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'date') || jourParis(p.r.maintenant)}
      />
      <ChampDate
        chemin="notifier.transmiseLe"
        libelle="Délibération transmise au préfet le"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'transmiseLe') || dit(vote?.contenu.transmiseLe)}
      />
      <ChampDate
        chemin="notifier.publieeLe"
        libelle="Délibération publiée le"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'publieeLe') || dit(vote?.contenu.publieeLe)}
      />
      <ChampFichier chemin="notifier.piece" libelle="Lettre de notification signée" facultatif erreurs={p.erreurs} />
    </Geste>
  )
}
