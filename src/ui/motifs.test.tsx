import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { eurosCourts } from '../domaine/montants.ts'
import { Barre } from './barre.tsx'
import { CarteArgent } from './carte-argent.tsx'
import { dateSaisie } from './champ.tsx'
import { ChampMontant } from './champs.tsx'
import { ChampDate } from './champs-choix.tsx'
import { FilEtapes } from './fil-etapes.tsx'
import { Formulaire } from './formulaire.tsx'
import { Lignes } from './lignes.tsx'
import { PhraseAttente } from './phrase-attente.tsx'
import { Recapitulatif } from './recapitulatif.tsx'
import { Tableau } from './tableau.tsx'

/** What is read aloud: the text without its tags. */
const lu = (noeud: VNode) =>
  renderToString(noeud)
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;/g, '\u00a0')
const html = renderToString

describe('la phrase en haut du dossier', () => {
  const maintenant = new Date('2025-01-15T10:00:00Z')
  it('dit qui est attendu, pour quoi, depuis quand et jusqu’à quand', () => {
    const phrase = lu(
      <PhraseAttente
        qui="l’école Jules-Ferry"
        quoi="son projet n’est pas validé"
        depuis="2025-01-09"
        jusqua="2025-02-21T22:59:00Z"
        maintenant={maintenant}
      />,
    )
    expect(phrase).toContain('On attend l’école Jules-Ferry\u00a0: son projet n’est pas validé.')
    expect(phrase).toContain('Depuis le 9 janvier 2025.')
    expect(phrase).toContain('Avant le vendredi 21 février 2025 à 23\u00a0h\u00a059 (il reste 37\u00a0jours).')
  })
  it('s’adresse au lecteur quand c’est à lui d’agir, et ne nomme personne quand rien n’est attendu', () => {
    expect(lu(<PhraseAttente qui="vous" quoi="répondez au Département" />)).toContain('On vous attend')
    expect(lu(<PhraseAttente qui={null} quoi="Le dossier est soldé" />)).toBe('Le dossier est soldé.')
  })
})

describe('le fil des étapes', () => {
  it('se lit sans les couleurs', () => {
    const fil = lu(<FilEtapes courante="commission" />)
    expect(fil).toContain('Étape 2 sur 7\u00a0: Examen (terminée)')
    expect(fil).toContain('Étape 3 sur 7\u00a0: Commission (en cours)')
    expect(fil).toContain('Étape 7 sur 7\u00a0: Versement (à venir)')
    expect(html(<FilEtapes courante="commission" />).match(/aria-current="step"/g)).toHaveLength(1)
  })
  it('un dossier soldé n’a plus d’étape en cours, un dossier refusé est arrêté', () => {
    expect(lu(<FilEtapes courante="versement" fini />)).not.toMatch(/en cours|à venir/)
    expect(lu(<FilEtapes courante="examen" arretee />)).toContain('Examen (arrêtée)')
  })
})

describe('l’argent', () => {
  it('montre chaque montant et son calcul', () => {
    const carte = lu(
      <CarteArgent
        titre="Plan"
        lignes={[
          { libelle: 'Subvention', centimes: 1_703_000 },
          { libelle: 'Versé', centimes: null },
        ]}
        calcul={[{ libelle: '70 % de 24 900,00 €', centimes: 1_743_000, detail: 'Plafond atteint' }]}
      />,
    )
    expect(carte).toContain('17\u202f030,00\u00a0€')
    expect(carte).toContain('à venir')
    expect(carte).toContain('Plafond atteint')
  })
  it('la barre partage l’enveloppe sans jamais la dépasser', () => {
    const dessin = (total: number) =>
      html(<Barre format={eurosCourts} total={total} segments={[{ libelle: 'a', valeur: 300, ton: 'plein' }]} />)
    expect(dessin(400)).toContain('width="75%"')
    expect(dessin(200)).toContain('width="100%"')
    expect(dessin(400)).not.toContain('style=')
  })
  it('un montant saisi puis refusé revient tel que la personne l’a écrit', () => {
    expect(html(<ChampMontant chemin="m" libelle="Montant" valeur="12 euros" />)).toContain('value="12 euros"')
    expect(html(<ChampMontant chemin="m" libelle="Montant" valeur={1250} />)).toContain('value="12,50"')
  })
})

describe('les tableaux et les lignes', () => {
  it('gardent leur sens pour un lecteur d’écran quand ils s’empilent', () => {
    const table = html(
      <Tableau
        legende="Dossiers"
        colonnes={[{ titre: 'Commune' }, { titre: 'Demandé', nombre: true }]}
        lignes={[['Voiron', '1 €']]}
      />,
    )
    expect(table).toContain('<caption')
    expect(table).toMatch(/<th scope="row" role="rowheader">Voiron/)
    expect(table).toMatch(/<td role="cell"[^>]*data-titre="Demandé"/)
  })
  it('une ligne de plus se demande sans script, et chaque champ a son étiquette', () => {
    const bloc = html(
      <Lignes
        chemin="equipements.lignes"
        legende="Équipements"
        ajouter="Ajouter un article"
        colonnes={[{ id: 'quantite', titre: 'Quantité', type: 'entier' }]}
        lignes={[{ quantite: 4 }, {}]}
        erreurs={[{ chemin: 'equipements.lignes.1.quantite', message: 'Indiquez une quantité' }]}
      />,
    )
    expect(bloc).toContain('name="ajouter" value="equipements.lignes"')
    expect(bloc).toContain('name="retirer" value="equipements.lignes.1"')
    expect(bloc).toContain('for="equipements-lignes-0-quantite"')
    expect(bloc).toContain('aria-describedby="equipements-lignes-1-quantite-error"')
  })
  it('une réponse absente se dit', () => {
    expect(lu(<Recapitulatif lignes={[{ cle: 'Téléphone', valeur: '' }]} />)).toContain('Non renseigné')
  })
})

describe('les formulaires', () => {
  it('une date se saisit en trois nombres et se relit', () => {
    expect(html(<ChampDate chemin="vote" libelle="Date" valeur="2025-02-21" />)).toMatch(/id="vote"[^>]*value="21"/)
    expect(dateSaisie({ 'vote.jour': '1', 'vote.mois': '3', 'vote.annee': '2025' }, 'vote')).toBe('2025-03-01')
    expect(dateSaisie({}, 'vote')).toBe('')
  })
  it('un formulaire de fichiers ne laisse pas de jeton dans l’adresse de la page', () => {
    const formulaire = html(
      <Formulaire action="/pieces?nature=devis" csrf="a+b" fichiers>
        x
      </Formulaire>,
    )
    expect(formulaire).toContain('action="/pieces?nature=devis"')
    expect(formulaire).toContain('enctype="multipart/form-data"')
  })
})
