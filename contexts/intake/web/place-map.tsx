import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { MapReply } from '#contexts/territory/contract-where.ts'
import { moved } from '#contexts/territory/model-boundary.ts'
import { isInItaly, pointText } from '#contexts/territory/model-coordinates.ts'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Skeleton } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { type Frame, frameOf, type Point, pointAt, positionOf, viewBox } from './map-frame.ts'

/** Metres of one press of an arrow; with the capitals key, of ten. */
const STEP = 100
/** What a finger covers, in pixels: no point is nearer than that. */
const FINGER = 12
const NEAREST = 64

type MapProps = {
  readonly map: MapReply | undefined
  readonly isAway: boolean
  readonly point: Point | null
  readonly onPin: (point: Point) => void
  /** Called when it is drawn: it opens where nobody may be looking. */
  readonly onDrawn: () => void
}

/** The territory drawn from its own boundaries: no picture is asked of anybody. Another view of the list beside it. */
export function PlaceMap(props: MapProps): ReactNode {
  const { map } = props
  if (map === undefined) return props.isAway ? <p>{m.intake_map_away()}</p> : <Skeleton lines={6} />
  return <OpenMap {...props} map={map} />
}

function OpenMap(props: MapProps & { readonly map: MapReply }): ReactNode {
  const { map, point } = props
  const frame = frameOf(map)
  const [zoom, setZoom] = useState(1)
  const [metres, setMetres] = useState(STEP)
  const drawn = useRef(props.onDrawn)
  useEffect(() => drawn.current(), [])
  const canDraw = map.municipalities.some((one) => one.rings.length > 0)
  const pin = (to: Point, within: number): void => {
    if (!isInItaly(to.latitude, to.longitude)) return
    setMetres(within)
    props.onPin(to)
  }
  const step = (north: number, east: number): void =>
    pin(moved(point ?? frame.centre, north, east), STEP)
  return (
    <>
      {canDraw ? (
        <Drawing {...{ map, frame, zoom, point, step, pin }} onZoom={setZoom} />
      ) : (
        <p>{m.intake_map_no_boundaries()}</p>
      )}
      <div className="where-beside">
        <p role="status" className="small">
          {point === null
            ? m.intake_map_none()
            : m.intake_map_at({ point: pointText(point), metres })}
        </p>
        <Starts map={map} onChoose={(to) => pin(to, STEP)} />
        <div className="where-steps">
          <Button onPress={() => step(STEP, 0)}>{m.intake_map_north()}</Button>
          <Button onPress={() => step(-STEP, 0)}>{m.intake_map_south()}</Button>
          <Button onPress={() => step(0, -STEP)}>{m.intake_map_west()}</Button>
          <Button onPress={() => step(0, STEP)}>{m.intake_map_east()}</Button>
        </div>
        <p className="small muted">{map.source}</p>
      </div>
    </>
  )
}

/** The same places as a list, for who does not see or point: what the map shows can be chosen here. */
function Starts(props: { readonly map: MapReply; readonly onChoose: (to: Point) => void }) {
  const { map, onChoose } = props
  const nameOf = new Map(map.municipalities.map((one) => [one.code, one.name]))
  const starts = [
    ...map.municipalities.map((one) => ({
      label: m.intake_map_municipality({ name: one.name }),
      at: one,
    })),
    ...map.landmarks.map((one) => ({
      label: m.intake_map_landmark({
        name: one.name,
        municipality: nameOf.get(one.municipality) ?? '',
      }),
      at: one,
    })),
  ]
  return (
    <Select
      label={m.intake_map_list()}
      hint={m.intake_map_list_text()}
      value=""
      placeholder={m.intake_map_choose()}
      options={starts.map(({ label }, index) => ({ value: String(index), label }))}
      onChange={(index) => {
        const start = starts[Number(index)]
        if (start) onChoose({ latitude: start.at.latitude, longitude: start.at.longitude })
      }}
    />
  )
}

type DrawingProps = {
  readonly map: MapReply
  readonly frame: Frame
  readonly zoom: number
  readonly onZoom: (zoom: number) => void
  readonly point: Point | null
  readonly step: (north: number, east: number) => void
  readonly pin: (to: Point, within: number) => void
}

function Drawing(props: DrawingProps): ReactNode {
  const { map, frame, zoom, point, pin } = props
  const id = useId()
  const picture = useRef<SVGSVGElement>(null)
  // The picture stays where it is while the pin is in sight; a pin that left it is followed.
  const [middle, setMiddle] = useState<Point>(point ?? frame.centre)
  const box = viewBox(frame, middle, zoom)
  const at = point === null ? null : positionOf(frame, point)
  const isOut =
    at !== null &&
    (at.x < box.x || at.x > box.x + box.width || at.y < box.y || at.y > box.y + box.height)
  useEffect(() => {
    if (isOut && point !== null) setMiddle({ latitude: point.latitude, longitude: point.longitude })
  }, [isOut, point])
  const zoomTo = (next: number): void => {
    if (point !== null) setMiddle({ latitude: point.latitude, longitude: point.longitude })
    props.onZoom(Math.min(NEAREST, Math.max(1, next)))
  }
  const touch = (x: number, y: number): void => {
    const svg = picture.current
    const matrix = svg?.getScreenCTM()
    if (!svg || !matrix) return
    const there = new DOMPoint(x, y).matrixTransform(matrix.inverse())
    pin(pointAt(frame, there), Math.max(10, Math.round(FINGER / matrix.a / 10) * 10))
  }
  /** Sizes that stay as they are while the picture grows. */
  const unit = box.width / 360
  return (
    <div className="where-picture">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application has its own keys */}
      <svg
        ref={picture}
        role="application"
        aria-roledescription={m.intake_map_role()}
        aria-label={m.intake_map()}
        aria-describedby={`${id}-how`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- and so it is a stop of Tab
        tabIndex={0}
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        onClick={(event) => touch(event.clientX, event.clientY)}
        onKeyDown={(event) => steer(event, props.step, (by) => zoomTo(zoom * by))}
      >
        <g aria-hidden="true">
          {map.municipalities.map((one) => (
            <path key={one.code} className="where-land" d={pathOf(frame, one.rings)} />
          ))}
          {map.municipalities.map((one) => (
            <Label key={one.code} frame={frame} at={one} name={one.name} size={11 * unit} />
          ))}
          {map.landmarks.map((one) => (
            <g key={`${one.municipality} ${one.name}`}>
              <circle className="where-dot" {...circle(frame, one)} r={3 * unit} />
              {zoom >= 4 ? (
                <Label frame={frame} at={one} name={one.name} size={9 * unit} below={12 * unit} />
              ) : null}
            </g>
          ))}
          {at === null ? null : (
            <path
              className="where-pin"
              transform={`translate(${at.x} ${at.y}) scale(${unit})`}
              d="M0 0c-5-8-9-12-9-17a9 9 0 1 1 18 0c0 5-4 9-9 17z"
            />
          )}
        </g>
      </svg>
      <div className="where-zoom">
        <Button label={m.intake_map_nearer()} onPress={() => zoomTo(zoom * 2)}>
          +
        </Button>
        <Button label={m.intake_map_farther()} onPress={() => zoomTo(zoom / 2)}>
          −
        </Button>
      </div>
      <p id={`${id}-how`} className="small muted">
        {m.intake_map_how()}
      </p>
    </div>
  )
}

const ARROWS: Readonly<Record<string, readonly [north: number, east: number]>> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function steer(
  event: KeyboardEvent<SVGSVGElement>,
  step: DrawingProps['step'],
  zoomBy: (by: number) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const arrow = ARROWS[event.key]
  if (arrow !== undefined) {
    const metres = event.shiftKey ? STEP * 10 : STEP
    event.preventDefault()
    step(arrow[0] * metres, arrow[1] * metres)
  } else if (event.key === '+' || event.key === '-') {
    event.preventDefault()
    zoomBy(event.key === '+' ? 2 : 0.5)
  }
}

function circle(frame: Frame, at: Point) {
  const { x, y } = positionOf(frame, at)
  return { cx: x, cy: y }
}

function Label(props: {
  readonly frame: Frame
  readonly at: Point
  readonly name: string
  readonly size: number
  readonly below?: number
}): ReactNode {
  const { x, y } = positionOf(props.frame, props.at)
  return (
    <text className="where-name" x={x} y={y + (props.below ?? 0)} fontSize={props.size}>
      {props.name}
    </text>
  )
}

function pathOf(frame: Frame, rings: MapReply['municipalities'][number]['rings']): string {
  return rings
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) => {
        const { x, y } = positionOf(frame, { latitude, longitude })
        return `${x.toFixed(0)} ${y.toFixed(0)}`
      })
      return `M${points.join('L')}Z`
    })
    .join('')
}
