namespace Seedance.Polling;

/// <summary>How jobs are polled.</summary>
internal enum PollKind
{
    /// <summary>One job by its id.</summary>
    ById,

    /// <summary>Jobs that share a page of the list.</summary>
    Page,

    /// <summary>Jobs whose positions in the list are not known.</summary>
    Scan,
}
