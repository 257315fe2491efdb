import { Component, type ReactNode } from "react";
import { ProblemView } from "../ui/ProblemView.tsx";

interface State {
  readonly message: string | null;
}

/** Keeps a fault of one screen to that screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <ProblemView
        problem={{
          code: "internal",
          message: `This screen failed: ${this.state.message}`,
          remedy:
            "Nothing in your data was changed. Open it again; if it fails again, the message above belongs in a report.",
        }}
        onRetry={() => this.setState({ message: null })}
      />
    );
  }
}
