import { envoyerFichier, RefusDuServeur } from './envoi-fichier.ts'

/** Inputs inside `[data-televersement]`: files leave as soon as they are chosen or dropped, with their progress and a way to stop. */
export function preparerTeleversements(racine: Document): void {
  for (const zone of racine.querySelectorAll<HTMLElement>('[data-televersement]')) {
    const champ = zone.querySelector<HTMLInputElement>('input[type="file"]')
    if (!champ) continue
    zone.classList.add('laureat-televersement--pret')
    const invitation = document.createElement('p')
    invitation.className = 'laureat-televersement__invitation'
    invitation.textContent = champ.multiple
      ? 'ou déposez vos fichiers dans ce cadre'
      : 'ou déposez votre fichier dans ce cadre'
    champ.after(invitation)
    const liste = document.createElement('ul')
    liste.className = 'laureat-televersement__envois'
    zone.append(liste)
    const prendre = (fichiers: Iterable<File>) => {
      for (const fichier of fichiers) void envoyer(zone, liste, fichier)
      // Already on its way: the form must not carry it a second time.
      champ.value = ''
    }
    champ.addEventListener('change', () => prendre([...(champ.files ?? [])]))
    ecouterDepot(zone, prendre)
  }
}

function ecouterDepot(zone: HTMLElement, prendre: (fichiers: Iterable<File>) => void): void {
  const survol = (actif: boolean) => (e: DragEvent) => {
    e.preventDefault()
    zone.classList.toggle('laureat-televersement--survol', actif)
  }
  zone.addEventListener('dragover', survol(true))
  zone.addEventListener('dragleave', survol(false))
  zone.addEventListener('drop', (e) => {
    survol(false)(e)
    prendre([...(e.dataTransfer?.files ?? [])])
  })
}

async function envoyer(zone: HTMLElement, liste: HTMLElement, fichier: File): Promise<void> {
  const { ligne, barre, mot, bouton } = dessiner(fichier)
  const arret = new AbortController()
  bouton.addEventListener('click', () => {
    arret.abort()
    ligne.remove()
  })
  liste.append(ligne)
  try {
    const piece = await envoyerFichier(
      zone.dataset.televersement ?? '',
      fichier,
      zone.dataset.nature ?? '',
      (octets) => {
        barre.value = octets
        mot.textContent = `${ko(octets)} sur ${ko(fichier.size)}`
      },
      arret.signal,
    )
    barre.remove()
    bouton.remove()
    mot.textContent = `reçu, ${ko(piece.octets)}`
    zone.dispatchEvent(new CustomEvent('laureat:piece', { bubbles: true, detail: piece }))
  } catch (erreur) {
    if (arret.signal.aborted) return
    barre.remove()
    // Nothing is under way any more: what is left is to take the line away.
    bouton.textContent = 'Enlever de la liste'
    mot.classList.add('govuk-error-message')
    mot.textContent =
      erreur instanceof RefusDuServeur
        ? erreur.message
        : 'La connexion a été coupée. Choisissez de nouveau ce fichier\u00a0: l’envoi reprendra.'
  }
}

function dessiner(fichier: File) {
  const ligne = document.createElement('li')
  ligne.className = 'laureat-televersement__envoi'
  const nom = document.createElement('strong')
  nom.textContent = fichier.name
  const barre = document.createElement('progress')
  barre.max = fichier.size
  barre.setAttribute('aria-label', `Envoi de ${fichier.name}`)
  const mot = document.createElement('span')
  mot.setAttribute('role', 'status')
  const bouton = document.createElement('button')
  bouton.type = 'button'
  bouton.className = 'laureat-bouton-lien'
  bouton.textContent = 'Arrêter'
  ligne.append(nom, barre, mot, bouton)
  return { ligne, barre, mot, bouton }
}

const ko = (octets: number): string =>
  octets < 1e6
    ? `${Math.ceil(octets / 1000)}\u00a0ko`
    : `${(octets / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })}\u00a0Mo`
