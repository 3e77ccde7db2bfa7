import robot from '../../../assets/art/robot-happy.svg'

/** What this page is, for someone who opened it by a link. */
export function AboutText() {
  return (
    <div class="about">
      <img src={robot} width={104} height={104} alt="" />
      <div>
        <p>
          Pip learns by trying: it acts, gets a reward, and repeats what worked. This is reinforcement
          learning, and everything you see is computed here, in this tab.
        </p>
        <p>
          <b>Watch</b> shows Pip learn a world: what each square is worth to it, and where it will go next.
          Change how it learns and what it is paid for.
        </p>
        <p>
          <b>Teach</b> asks which of two clips is closer to what you want. Pip learns a reward from your
          answers. They stay in this browser, and you can take them with you.
        </p>
        <p>
          <a href="licences.txt" target="_blank" rel="noreferrer">
            Whose work this is built on
          </a>
        </p>
      </div>
    </div>
  )
}
