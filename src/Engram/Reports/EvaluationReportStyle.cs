namespace Engram.Reports;

/// <summary>How the page of an evaluation looks.</summary>
internal static class EvaluationReportStyle
{
    public const string Css = """
        <style>
        :root { color-scheme: light dark; --page: #fff; --text: #1f2328; --quiet: #57606a; --line: #d8dee4; --soft: #f6f8fa; --blue: #0969da;
          --green: #1a7f37; --greenback: #dafbe1; --red: #b31d28; --redback: #ffe2e0; --amber: #8a5300; --amberback: #fff3c4 }
        @media (prefers-color-scheme: dark) { :root { --page: #0d1117; --text: #e6edf3; --quiet: #9198a1; --line: #30363d; --soft: #161b22;
          --blue: #58a6ff; --green: #56d364; --greenback: #12361f; --red: #ff8f87; --redback: #4d1a1c; --amber: #f2c04d; --amberback: #42300b } }
        body { margin: 0 auto; padding: 1.5rem; max-width: 70rem; background: var(--page); color: var(--text);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif }
        h1 { font-size: 1.6rem; margin: 0 0 1rem; overflow-wrap: anywhere } h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem }
        h3 { margin: 0; font-size: .9rem; font-weight: 400 } a { color: var(--quiet); text-decoration: none } a:hover { text-decoration: underline }
        p { margin: .3rem 0; max-width: 48rem } section > p { color: var(--quiet) } .warning { background: var(--amberback); padding: .5rem .75rem }
        .figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1rem }
        .figures div { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .9rem }
        dt { color: var(--quiet); font-size: .85rem } dd { margin: 0; font-size: 1.4rem;
          font-variant-numeric: tabular-nums } small { font-size: .9rem; color: var(--quiet) }
        .wide { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .5rem 0 }
        th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid var(--line) } thead th { color: var(--quiet); font-weight: 500 }
        th:first-child { text-align: left } tbody th { font-weight: 500; white-space: nowrap } tbody tr:hover { background: var(--soft) }
        .bar { width: 9rem; padding-right: 0 } .bar span { display: block; height: .7rem; background: var(--blue); border-radius: 2px }
        .matrix td, .matrix th { padding: .15rem .45rem } .matrix tbody td { text-align: center; min-width: 1.6rem;
          border: 1px solid var(--line); background: color-mix(in srgb, #d9534f var(--heat, 0%), var(--page)) }
        .matrix thead th { vertical-align: bottom; text-align: left; border: 0 }
        .matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg) }
        summary { cursor: pointer; color: var(--quiet); margin: .5rem 0 } .charts { display: flex; flex-wrap: wrap; gap: 2rem }
        figure { margin: .5rem 0 } svg text { fill: var(--quiet); font-size: 12px } .grid { stroke: var(--line) }
        .ideal { stroke: var(--quiet); stroke-dasharray: 4 4 } .curve { fill: none; stroke: var(--blue); stroke-width: 2 }
        circle { fill: var(--blue) } .count { fill: var(--blue); opacity: .45 }
        article { border-top: 1px solid var(--line); padding: .6rem 0; display: grid;
          grid-template-columns: 4rem minmax(0, 1fr); break-inside: avoid }
        article h3 { grid-row: 1 / 9 } article p { grid-column: 2; margin: .15rem 0; max-width: none; display: flex }
        .label { flex: 0 0 5.5rem; color: var(--quiet); font-size: .85rem; padding-top: .1rem }
        .words { line-height: 2; min-width: 0; overflow-wrap: anywhere }
        .intent { gap: .5rem; color: var(--quiet); font-size: .9rem }
        mark { color: inherit; background: none; border-radius: 4px; padding: 0 .3rem; border: 1px solid; display: inline-block;
          line-height: 1.6 }
        mark i { font: 600 .72rem ui-monospace, Consolas, Menlo, monospace; margin-left: .35rem; white-space: nowrap }
        .right { border-color: var(--line) } .right i { color: var(--green) } .missed { background: var(--amberback); border-color: var(--amber) }
        .missed i { color: var(--amber) } .wrong { background: var(--redback); border-color: var(--red) } .wrong i { color: var(--red) }
        @media (max-width: 40rem) { article { grid-template-columns: 2.5rem minmax(0, 1fr) } article p, .label { display: block } }
        @media print { body { max-width: none; padding: 0 } }
        </style>
        """;
}
