import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { html, type View } from "./html.ts";

export interface DialogProps {
  readonly title: string;
  readonly className?: string;
  readonly children?: ComponentChildren;
  onClose(): void;
}

/** A window over the page. The browser keeps the focus inside, closes it on Esc, and gives the focus back. */
export function Dialog({ title, className = "", children, onClose }: DialogProps): View {
  const dialog = useRef<HTMLDialogElement>(null);
  const gone = useRef(false);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      // It says only later that it closed, and somebody may have opened the next window by then.
      gone.current = true;
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return html`<dialog ref=${dialog} class=${`dialog ${className}`} aria-label=${title} onClose=${() => gone.current || onClose()}
    onKeyDown=${(event: KeyboardEvent) => event.stopPropagation()}
    onClick=${(event: MouseEvent) => event.target === dialog.current && onClose()}>
    <div class="dialog-body">${children}</div>
  </dialog>`;
}
