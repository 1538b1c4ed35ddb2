namespace Seedance.Tests;

/// <summary>What the response to a create means.</summary>
public enum CreateOutcome
{
    /// <summary>There is a job, and its id is in the journal.</summary>
    Job,

    /// <summary>There is surely no job: an error, and no journal entry.</summary>
    Rejected,

    /// <summary>Whether there is a job is not known: it is looked for in the list, or else its entry is Unknown.</summary>
    Lost,

    /// <summary>There is surely no job because of the rate limit: the create is sent again.</summary>
    Retried,
}
